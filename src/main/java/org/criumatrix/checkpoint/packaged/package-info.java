/** Contains the common code of runtimes whose programs come from a distribution's packages. */
package org.criumatrix.checkpoint.packaged;

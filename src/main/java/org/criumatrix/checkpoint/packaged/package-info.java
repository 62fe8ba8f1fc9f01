/** Holds what all runtimes share whose programs come from a distribution's packages. */
package org.criumatrix.checkpoint.packaged;

/** Opens hosts that are containers, with the help of Testcontainers. */
package org.criumatrix.checkpoint.hosting;

/** CRIU builds of commits: a clone of the repository, and the root in which they are built. */
package org.criumatrix.source;

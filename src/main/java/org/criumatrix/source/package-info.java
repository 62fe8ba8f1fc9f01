/** CRIU builds of commits: a clone of its repository, and the root in which they are built. */
package org.criumatrix.source;

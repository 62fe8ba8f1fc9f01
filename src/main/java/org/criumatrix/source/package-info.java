/** CRIU builds of commits: how they are built, and the search of the one that changed a result. */
package org.criumatrix.source;

/** Finds, unpacks and calls CRIU builds; reads their logs and statistics. */
package org.criumatrix.criu;

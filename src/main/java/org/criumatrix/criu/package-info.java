/** Finds, unpacks and speaks to CRIU builds; reads their logs and statistics. */
package org.criumatrix.criu;

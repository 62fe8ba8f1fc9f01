/**
 * Values of the axes, cells, globs, the matrix file and the published claims; no I/O but reading
 * those two files.
 */
package org.criumatrix.matrix;

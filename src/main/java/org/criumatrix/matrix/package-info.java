/**
 * Defines the values of the axes, cells, globs, the matrix file and the published claims. It does
 * no I/O except reading those two files.
 */
package org.criumatrix.matrix;

/**
 * Implements the commands and runs the matrix from set-up to report. Only this package may use all
 * others.
 */
package org.criumatrix.app;

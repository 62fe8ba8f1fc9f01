/** Compares what was observed with what was expected: pure functions, no I/O. */
package org.criumatrix.verdict;

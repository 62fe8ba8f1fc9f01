/** What was seen, and how it compares with what was expected: pure functions, no I/O. */
package org.criumatrix.verdict;

/**
 * Programs that the suite knows nothing of: how each is started, when it may be dumped, and which
 * of its results have to be the same as in an uninterrupted run.
 */
package org.criumatrix.program;

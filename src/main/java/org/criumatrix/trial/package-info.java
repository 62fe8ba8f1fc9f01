/**
 * Proof for one program of a user: it is run, dumped, restored and compared, and the options that
 * it needs are searched.
 */
package org.criumatrix.trial;

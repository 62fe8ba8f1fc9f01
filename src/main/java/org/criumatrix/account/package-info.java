/** Measures the time and the processor time of a run. */
package org.criumatrix.account;

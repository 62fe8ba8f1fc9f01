/** What matrix.csv and finished runs say about anyone's process. */
package org.criumatrix.advice;

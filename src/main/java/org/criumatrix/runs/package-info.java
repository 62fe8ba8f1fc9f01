/** Compares, merges, keeps and evaluates finished runs. */
package org.criumatrix.runs;

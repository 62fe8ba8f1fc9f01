/** Runs of many machines, joined into one set of data that others can query. */
package org.criumatrix.dataset;

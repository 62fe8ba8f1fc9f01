/** Writes pages and tables from records; never runs a cell. */
package org.criumatrix.report;

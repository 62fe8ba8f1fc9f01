/** Records in, pages and tables out; never runs a cell. */
package org.criumatrix.report;

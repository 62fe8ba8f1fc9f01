/**
 * The state of a cell that is being run: its hosts, subjects, dumps, and the check of each phase.
 */
package org.criumatrix.cell;

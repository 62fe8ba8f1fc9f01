package org.criumatrix.dataset;

/**
 * A cell on a kernel of a machine. Runs that others sent never take the place of own ones.
 *
 * @param machine id of the machine
 * @param submittedBy who sent the runs; empty for own ones
 */
record CellKey(String cellId, String kernel, String machine, String submittedBy) {}

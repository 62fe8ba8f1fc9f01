package org.criumatrix.dataset;

/**
 * A row of the matrix.
 *
 * @param id {@code threads-forks}
 * @param title {@code Threads and forks}
 */
public record RowEntry(String id, String title, Tally tally) {}

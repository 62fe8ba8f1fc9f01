package org.criumatrix.runs;

/**
 * A difference between two runs.
 *
 * @param what what differs, such as {@code host local: kernel}
 * @param before empty: the first run lacks it
 * @param after empty: the second run lacks it
 */
public record Difference(String what, String before, String after) {}

package org.criumatrix.runs;

/**
 * Something that two runs did not have in common.
 *
 * @param what the thing, {@code host local: kernel}
 * @param before empty: the first had none
 * @param after empty: the second had none
 */
public record Difference(String what, String before, String after) {}

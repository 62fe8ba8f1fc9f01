package org.criumatrix.situation;

import java.util.List;
import java.util.Map;

/**
 * What a user's question means.
 *
 * @param fields what a cell has to have: a field → a glob as in matrix.csv, and for {@code kernel}
 *     a comparison, {@code =6.1}
 * @param situations ids of situations that words of the question stand for
 * @param terms the words that are left, to be searched
 * @param notes remarks for the user
 */
public record Interpretation(
    Map<String, String> fields, List<String> situations, List<String> terms, List<String> notes) {}

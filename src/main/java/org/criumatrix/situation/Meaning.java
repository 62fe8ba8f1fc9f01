package org.criumatrix.situation;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What words of users mean.
 *
 * @param words phrases in lower case, each with the same meaning
 * @param fields what a cell has to have: a field → a glob as in matrix.csv, and for {@code kernel}
 *     a comparison, {@code =6.1}
 * @param situations ids of situations that the words stand for
 * @param terms what to search in place of the words
 * @param note a remark for the user; empty: none
 */
public record Meaning(
    List<String> words,
    Map<String, String> fields,
    List<String> situations,
    List<String> terms,
    String note) {

  public Meaning {
    words = Objects.requireNonNullElse(words, List.of());
    fields = Objects.requireNonNullElse(fields, Map.of());
    situations = Objects.requireNonNullElse(situations, List.of());
    terms = Objects.requireNonNullElse(terms, List.of());
    note = Objects.requireNonNullElse(note, "");
  }
}

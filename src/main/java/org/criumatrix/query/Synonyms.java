package org.criumatrix.query;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Words that mean the same as other words: plain words of a query find both. */
public final class Synonyms {

  /** No word has a synonym. */
  public static final Synonyms NONE = new Synonyms(Map.of());

  private final Map<String, List<String>> others = new HashMap<>();
  private final int maxWords;

  /**
   * @param others word or words → what they are called here; upper and lower case are alike
   */
  public Synonyms(Map<String, List<String>> others) {
    others.forEach((words, here) -> this.others.put(normal(words), List.copyOf(here)));
    this.maxWords =
        this.others.keySet().stream().mapToInt(w -> w.split(" ").length).max().orElse(0);
  }

  private static String normal(String words) {
    return String.join(" ", Arrays.asList(TextPattern.lower(words).strip().split("\\s+")));
  }

  /** Returns what some words are called here; empty if they have no synonym. */
  List<String> of(String words) {
    return others.getOrDefault(normal(words), List.of());
  }

  /** Returns the number of words that have a synonym only together. */
  int maxWords() {
    return maxWords;
  }

  /** Returns all of them, in lower case. */
  Map<String, List<String>> all() {
    return Map.copyOf(others);
  }
}

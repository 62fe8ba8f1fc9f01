package org.criumatrix.query;

import java.util.List;

/**
 * What a user asks about, and a case is an example of.
 *
 * @param words other words for it
 */
public record Topic(String id, String title, List<String> words) {
  public Topic {
    words = List.copyOf(words);
  }
}

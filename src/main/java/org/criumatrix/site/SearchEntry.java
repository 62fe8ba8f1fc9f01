package org.criumatrix.site;

import java.util.List;
import org.criumatrix.dataset.SituationEntry;

/**
 * How the search finds a page.
 *
 * @param kind what it is about: {@code situation}
 * @param id of the thing
 * @param title in the list of results
 * @param about one sentence
 * @param words what users call it, too
 * @param standing its verdict; null for what has none
 * @param answer the verdict in words
 * @param errors texts of a log that lead to it
 */
record SearchEntry(
    String kind,
    String id,
    String title,
    String about,
    List<String> words,
    Standing standing,
    String answer,
    List<String> errors) {

  static SearchEntry of(Kind kind, String id, String title, String about, List<String> words) {
    return new SearchEntry(kind.noun(), id, title, about, words, null, "", List.of());
  }

  static SearchEntry of(SituationEntry situation) {
    return of(
        Kind.SITUATION, situation.id(), situation.title(), situation.about(), situation.words());
  }

  SearchEntry with(Standing verdict, String inWords) {
    return new SearchEntry(kind, id, title, about, words, verdict, inWords, errors);
  }

  SearchEntry withErrors(List<String> texts) {
    return new SearchEntry(kind, id, title, about, words, standing, answer, texts);
  }
}

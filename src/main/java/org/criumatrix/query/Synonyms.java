package org.criumatrix.query;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.criumatrix.situation.Meaning;

/** What plain words of users mean, as queries. */
public final class Synonyms {

  /** No word means anything else. */
  public static final Synonyms NONE = new Synonyms(Map.of());

  /** A shorter word is a part of too many other words to be searched in texts. */
  private static final int SEARCHED_LENGTH = 3;

  /** Stands for a version in words and in what they mean. */
  private static final String ANY_VERSION = "#";

  private static final Pattern WORD_AND_VERSION = Pattern.compile("(.+) (\\d[\\d.]*)");

  private static final class OfTheSuite {
    private static final Synonyms READ = of(meanings());

    private static List<Meaning> meanings() {
      var suite = org.criumatrix.situation.Synonyms.read();
      var versions =
          suite.versions().entrySet().stream().map(e -> version(e.getKey(), e.getValue()));
      return Stream.concat(suite.meanings().stream(), versions).toList();
    }

    private static Meaning version(String word, String field) {
      var words = List.of(word + " " + ANY_VERSION);
      return new Meaning(words, Map.of(field, "=" + ANY_VERSION), null, null, null);
    }
  }

  /**
   * The meaning of a word or of several words.
   *
   * @param query which cells have it
   * @param isSearched whether cells with the words in a text are meant, too
   * @param note a remark for the user; empty: none
   */
  public record Synonym(String query, boolean isSearched, String note) {}

  private final Map<String, Synonym> byWords;
  private final int maxWords;

  private Synonyms(Map<String, Synonym> byWords) {
    this.byWords = new HashMap<>(byWords);
    this.maxWords = byWords.keySet().stream().mapToInt(w -> w.split(" ").length).max().orElse(0);
  }

  /** Returns the synonyms of the suite. */
  public static Synonyms ofSuite() {
    return OfTheSuite.READ;
  }

  /** Returns the words of these meanings. */
  static Synonyms of(List<Meaning> meanings) {
    var byWords = new HashMap<String, Synonym>();
    for (var meaning : meanings) {
      for (var words : meaning.words()) {
        byWords.put(
            normal(words), new Synonym(query(meaning), isSearched(words, meaning), meaning.note()));
      }
    }
    return new Synonyms(byWords);
  }

  private static String normal(String words) {
    return String.join(" ", Arrays.asList(TextPattern.lower(words).strip().split("\\s+")));
  }

  /** Names of cases have the words for privileges as well, and mean something else by them. */
  private static boolean isSearched(String words, Meaning meaning) {
    return words.length() >= SEARCHED_LENGTH
        && !words.endsWith(ANY_VERSION)
        && !meaning.fields().containsKey("privilege");
  }

  private static String query(Meaning meaning) {
    var alternatives = new ArrayList<String>();
    if (!meaning.fields().isEmpty()) {
      alternatives.add(
          new TreeMap<>(meaning.fields())
              .entrySet().stream()
                  .map(e -> e.getKey() + (e.getValue().startsWith("=") ? "" : ":") + e.getValue())
                  .collect(joining(" ")));
    }
    if (!meaning.situations().isEmpty()) {
      alternatives.add("situation:" + String.join(",", meaning.situations()));
    }
    if (!meaning.terms().isEmpty()) {
      alternatives.add(meaning.terms().stream().map(t -> '"' + t + '"').collect(joining(" ")));
    }
    return String.join(" or ", alternatives);
  }

  /** Returns what some words mean; empty if they only stand for themselves. */
  Optional<Synonym> of(String words) {
    var normal = normal(words);
    return Optional.ofNullable(byWords.get(normal)).or(() -> ofVersion(normal));
  }

  private Optional<Synonym> ofVersion(String words) {
    var version = WORD_AND_VERSION.matcher(words);
    return version.matches()
        ? Optional.ofNullable(byWords.get(version.group(1) + " " + ANY_VERSION))
            .map(
                s -> new Synonym(s.query().replace(ANY_VERSION, version.group(2)), false, s.note()))
        : Optional.empty();
  }

  /** Returns the largest number of words that mean something together. */
  int maxWords() {
    return maxWords;
  }

  /** Returns all of them, by their words in lower case; {@code #} stands for a version. */
  public Map<String, Synonym> all() {
    return Map.copyOf(byWords);
  }
}

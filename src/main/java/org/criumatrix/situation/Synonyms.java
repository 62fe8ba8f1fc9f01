package org.criumatrix.situation;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.criumatrix.matrix.ResourceText;
import org.criumatrix.matrix.TomlData;
import org.criumatrix.matrix.TomlException;

/** The words of users and what they mean, from synonyms.toml. */
public final class Synonyms {

  private static final String FILE = "synonyms.toml";

  private static final TypeReference<Tables> TABLES = new TypeReference<>() {};

  private record Tables(
      Set<String> fillers,
      List<String> releases,
      Map<String, String> versions,
      List<Advice> advice,
      List<Meaning> meaning) {}

  /**
   * What to answer to words that mean no cell.
   *
   * @param words phrases in lower case
   * @param note a remark for the user
   */
  public record Advice(List<String> words, String note) {}

  private static final class OfTheSuite {
    private static final Synonyms READ = of(ResourceText.beside(Synonyms.class, FILE));
  }

  private final Tables tables;
  private final Map<String, Meaning> byPhrase;

  private Synonyms(Tables tables, Map<String, Meaning> byPhrase) {
    this.tables = tables;
    this.byPhrase = byPhrase;
  }

  /**
   * Returns the synonyms of the suite, which are read once.
   *
   * @throws SituationException if the file cannot be used
   */
  public static Synonyms read() {
    return OfTheSuite.READ;
  }

  /**
   * @throws SituationException if the text cannot be used, or has a phrase twice
   */
  static Synonyms of(String text) {
    try {
      var tables = TomlData.read(FILE, text, TABLES);
      var known = new HashMap<String, Meaning>();
      for (var meaning : tables.meaning()) {
        for (var phrase : meaning.words()) {
          if (known.put(phrase, meaning) != null) {
            throw twice(phrase);
          }
        }
      }
      var advised = new HashSet<>(known.keySet());
      for (var phrase : advice(tables).stream().flatMap(a -> a.words().stream()).toList()) {
        if (!advised.add(phrase)) {
          throw twice(phrase);
        }
      }
      return new Synonyms(tables, known);
    } catch (TomlException e) {
      throw new SituationException(e.getMessage(), e);
    }
  }

  private static List<Advice> advice(Tables tables) {
    return Objects.requireNonNullElse(tables.advice(), List.of());
  }

  private static SituationException twice(String phrase) {
    return new SituationException("%s: '%s' has two meanings".formatted(FILE, phrase));
  }

  /** Returns what a question means. */
  public Interpretation interpret(String question) {
    return new Interpreter(this).interpret(question);
  }

  /** Returns all meanings in the order of the file. */
  public List<Meaning> meanings() {
    return tables.meaning();
  }

  /** Returns the words that say nothing about what is asked. */
  public Set<String> fillers() {
    return tables.fillers();
  }

  /** Returns words that ask what is new in a build of CRIU. */
  public List<String> releases() {
    return Objects.requireNonNullElse(tables.releases(), List.of());
  }

  /** Returns remarks about words that mean no cell. */
  public List<Advice> advice() {
    return advice(tables);
  }

  /** Returns words that stand before a version, and the field of each: linux → kernel. */
  public Map<String, String> versions() {
    return tables.versions();
  }

  /** Returns the meaning of a phrase in lower case. */
  Optional<Meaning> meaning(String phrase) {
    return Optional.ofNullable(byPhrase.get(phrase));
  }

  /** Returns the number of words in the longest phrase. */
  int longestPhrase() {
    return byPhrase.keySet().stream().mapToInt(p -> p.split(" ").length).max().orElse(0);
  }
}

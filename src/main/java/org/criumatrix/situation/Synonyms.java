package org.criumatrix.situation;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.criumatrix.matrix.ResourceText;
import org.criumatrix.matrix.TomlData;
import org.criumatrix.matrix.TomlException;

/** The words of users and what they mean, from synonyms.toml. */
public final class Synonyms {

  private static final String FILE = "synonyms.toml";

  private static final TypeReference<Tables> TABLES = new TypeReference<>() {};

  private record Tables(Set<String> fillers, Map<String, String> versions, List<Meaning> meaning) {}

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
            throw new SituationException("%s: '%s' has two meanings".formatted(FILE, phrase));
          }
        }
      }
      return new Synonyms(tables, known);
    } catch (TomlException e) {
      throw new SituationException(e.getMessage(), e);
    }
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

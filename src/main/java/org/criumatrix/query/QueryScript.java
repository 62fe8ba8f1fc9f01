package org.criumatrix.query;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.TreeMap;
import org.criumatrix.matrix.ResourceText;

/** The query language for pages. */
public final class QueryScript {

  private static final List<String> FILES =
      List.of("patterns.js", "parse.js", "terms.js", "query.js");

  private static final String NAMES = "QueryError, queryLanguage, obstacleWords";

  private static final String TEXT =
      """
      const { %s } = (() => {
      %s
      return { %s };
      })();
      const QUERY_FIELDS = %s;
      const QUERY_SYNONYMS = %s;
      """;

  private static final ObjectMapper JSON = new ObjectMapper();

  private QueryScript() {}

  /**
   * Returns a script that declares {@code queryLanguage}, {@code obstacleWords}, {@code
   * QueryError}, {@code QUERY_FIELDS} and {@code QUERY_SYNONYMS}, and no other name.
   */
  public static String text() {
    var files = FILES.stream().map(f -> ResourceText.beside(QueryScript.class, f));
    return TEXT.formatted(
        NAMES, files.collect(joining("\n")), NAMES, fields(), synonyms(Synonyms.ofSuite()));
  }

  /** Returns the fields of the language as JSON that a script element can hold. */
  private static String fields() {
    var fields = JSON.createArrayNode();
    for (var field : QueryField.all()) {
      var one = fields.addObject();
      one.put("name", field.name());
      one.set("also", array(field.also()));
      one.put("kind", field.kind().key());
      one.put("searched", field.searched());
      one.set("values", array(field.values()));
      one.put("example", field.example());
      one.put("about", field.about());
    }
    return write(fields);
  }

  /** Returns synonyms as JSON that a script element can hold. */
  static String synonyms(Synonyms synonyms) {
    var all = JSON.createObjectNode();
    new TreeMap<>(synonyms.all())
        .forEach(
            (words, meant) ->
                all.putObject(words)
                    .put("query", meant.query())
                    .put("searched", meant.isSearched())
                    .put("note", meant.note()));
    return write(all);
  }

  private static ArrayNode array(List<String> texts) {
    var array = JSON.createArrayNode();
    texts.forEach(array::add);
    return array;
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value).replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}

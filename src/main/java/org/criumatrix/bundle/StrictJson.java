package org.criumatrix.bundle;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.IOException;
import org.criumatrix.record.RecordJson;

/** Reads JSON that others wrote. It is one value, not deeply nested, and its texts are plain. */
final class StrictJson {

  /** Maximum depth of objects and lists: a record has 4. */
  private static final int DEPTH = 16;

  private static final int NAME = 1000;

  private static final ObjectMapper JSON = strict(RecordJson.mapper());

  private StrictJson() {}

  private static ObjectMapper strict(ObjectMapper json) {
    json.getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(DEPTH).maxNameLength(NAME).build())
        .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    return json.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  /**
   * Returns the object that a text contains.
   *
   * @param where file and line, for messages
   */
  static JsonNode tree(String where, String text) throws IOException {
    try {
      var tree = JSON.readTree(text);
      if (tree == null || !tree.isObject()) {
        throw new IOException(where + ": no JSON object");
      }
      checkTexts(where, "", tree);
      return tree;
    } catch (JsonProcessingException e) {
      throw new IOException("%s: %s".formatted(where, describe(e)), e);
    }
  }

  /**
   * Returns the value that a tree describes.
   *
   * @param where file and line, for messages
   */
  static <T> T value(String where, JsonNode tree, Class<T> type) throws IOException {
    try {
      return JSON.treeToValue(tree, type);
    } catch (UnrecognizedPropertyException e) {
      throw new IOException(
          "%s: unknown field '%s': a newer criu-matrix may have it, update this one"
              .formatted(where, e.getPropertyName()),
          e);
    } catch (JsonProcessingException e) {
      throw new IOException("%s: %s".formatted(where, describe(e)), e);
    } catch (IllegalArgumentException e) {
      throw new IOException("%s: %s".formatted(where, e.getMessage()), e);
    }
  }

  /** Returns the message of the original exception, without names of classes. */
  private static String describe(JsonProcessingException e) {
    return e.getCause() instanceof IllegalArgumentException own
        ? own.getMessage()
        : e.getOriginalMessage()
            .replaceFirst(", from `.*", ")")
            .replaceAll("`?(?:[a-z]+\\.)+([A-Z])", "$1");
  }

  private static void checkTexts(String where, String field, JsonNode node) throws IOException {
    if (node.isTextual()) {
      check(where, field, node.textValue());
    }
    for (var child : node.properties()) {
      check(where, "the name of a field", child.getKey());
      checkTexts(where, "'%s'".formatted(child.getKey()), child.getValue());
    }
    if (node.isArray()) {
      for (var child : node) {
        checkTexts(where, field, child);
      }
    }
  }

  private static void check(String where, String field, String text) throws IOException {
    var problem = PlainText.problem(text);
    if (problem.isPresent()) {
      throw new IOException("%s: %s has %s".formatted(where, field, problem.get()));
    }
    var bytes = PlainText.bytes(text);
    if (bytes > PlainText.MAX_BYTES) {
      throw new IOException(
          "%s: %s has %,d bytes, and the limit is %,d"
              .formatted(where, field, bytes, PlainText.MAX_BYTES));
    }
  }
}

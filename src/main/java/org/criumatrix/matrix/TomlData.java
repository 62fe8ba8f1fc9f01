package org.criumatrix.matrix;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads data files in TOML. A key that the type does not have is an error. */
public final class TomlData {

  private static final ObjectMapper TOML =
      TomlMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private TomlData() {}

  /**
   * Returns the value of a file's text.
   *
   * @param name the file's name, for messages
   * @throws TomlException if the text is not TOML or does not fit the type
   */
  public static <T> T read(String name, String text, TypeReference<T> type) {
    try {
      return TOML.readValue(text, type);
    } catch (UnrecognizedPropertyException e) {
      throw new TomlException(
          "%s:%d: there is no key '%s'; there are %s"
              .formatted(name, line(text, e), e.getPropertyName(), new TreeSet<>(known(e))),
          e);
    } catch (JacksonException e) {
      throw new TomlException(
          "%s:%d: %s".formatted(name, line(text, e), e.getOriginalMessage()), e);
    }
  }

  private static List<String> known(UnrecognizedPropertyException e) {
    return e.getKnownPropertyIds().stream().map(String::valueOf).toList();
  }

  /** Returns the line of an error: the parser's, or that of the key whose value does not fit. */
  private static int line(String text, JacksonException e) {
    if (e.getLocation() != null && e.getLocation().getLineNr() > 0) {
      return e.getLocation().getLineNr();
    }
    var path = e instanceof JsonMappingException m ? m.getPath() : List.<Reference>of();
    var keys = path.stream().map(Reference::getFieldName).filter(Objects::nonNull).toList();
    var lines = text.lines().toList();
    var found = 1;
    var from = 0;
    for (var key : keys) {
      var start = Pattern.compile("^\\s*\\[?\\s*[\"']?" + Pattern.quote(key) + "[\"']?\\s*[=.\\]]");
      for (var i = from; i < lines.size(); i++) {
        if (start.matcher(lines.get(i)).find()) {
          found = i + 1;
          from = i;
          break;
        }
      }
    }
    return found;
  }
}

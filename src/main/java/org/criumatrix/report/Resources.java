package org.criumatrix.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The templates beside this class. */
final class Resources {

  private static final Pattern BLANK = Pattern.compile("\\{\\{(\\w+)}}");

  private Resources() {}

  static String text(String name) {
    try (var in =
        Objects.requireNonNull(Resources.class.getResourceAsStream(name), "no resource " + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the template " + name, e);
    }
  }

  /** Fills {@code {{name}}} in one pass, so that what is filled in can hold no blank itself. */
  static String fill(String template, Map<String, String> values) {
    return BLANK
        .matcher(template)
        .replaceAll(
            blank ->
                Matcher.quoteReplacement(
                    Objects.requireNonNull(
                        values.get(blank.group(1)), "nothing for " + blank.group())));
  }
}

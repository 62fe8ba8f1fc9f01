package org.criumatrix.report;

import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.criumatrix.matrix.ResourceText;

/** Reads the templates next to this class. */
final class Resources {

  private static final Pattern BLANK = Pattern.compile("\\{\\{(\\w+)}}");

  private Resources() {}

  static String text(String name) {
    return ResourceText.beside(Resources.class, name);
  }

  /** Fills each {@code {{name}}} in one pass, so that placeholders in a value are not filled. */
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

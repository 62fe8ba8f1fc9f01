package org.criumatrix.report;

import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.criumatrix.matrix.ResourceText;

/** The templates next to this class. */
final class Resources {

  private static final Pattern BLANK = Pattern.compile("\\{\\{(\\w+)}}");

  private Resources() {}

  static String text(String name) {
    return ResourceText.beside(Resources.class, name);
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

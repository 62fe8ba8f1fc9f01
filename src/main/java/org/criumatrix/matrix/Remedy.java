package org.criumatrix.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What makes a cause go away: {@code --tcp-established (network/tcp-one-host-both)}.
 *
 * @param text as in matrix.csv, without the case; empty: not known
 * @param options the options of CRIU that it begins with, each with its value: {@code
 *     --ghost-limit=SIZE}, where SIZE stands for that of the trait
 * @param provenBy a case that works with it; empty without one
 */
public record Remedy(String text, List<String> options, String provenBy) {

  public static final Remedy NONE = new Remedy("", List.of(), "");

  private static final Pattern FORM =
      Pattern.compile("(.*?)\\s*(?:\\(([a-z-]+/[A-Za-z0-9_.{},-]+)\\))?", Pattern.DOTALL);

  /**
   * @param field a field of the column {@code remedy}
   */
  static Remedy of(String field) {
    if (field.isBlank()) {
      return NONE;
    }
    var parts = FORM.matcher(field.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "remedy has options or words, and behind them (ROW/CASE), not '%s'".formatted(field));
    }
    var text = parts.group(1);
    var options = new ArrayList<String>();
    for (var word : text.split("\\s+")) {
      if (!word.startsWith("--")) {
        break;
      }
      options.add(word.endsWith(",") ? word.substring(0, word.length() - 1) : word);
    }
    return new Remedy(text, List.copyOf(options), parts.group(2) == null ? "" : parts.group(2));
  }

  /** Returns it as in matrix.csv, with the case in brackets. */
  public String describe() {
    return provenBy.isEmpty() ? text : "%s (%s)".formatted(text, provenBy).strip();
  }

  /** Whether somebody looked for a remedy and found one. */
  public boolean isKnown() {
    return !text.isEmpty() && !text.startsWith("none known");
  }
}

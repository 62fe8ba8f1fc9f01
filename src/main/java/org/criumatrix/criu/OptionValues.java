package org.criumatrix.criu;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/** The values that the help of CRIU lists for an option. */
final class OptionValues {

  /** {@code can be 'a' or 'b'}. */
  private static final Pattern QUOTED = Pattern.compile("'([a-z][\\w-]*)'");

  /** {@code one of: a, b}, to the full stop or the end. */
  private static final Pattern LIST =
      Pattern.compile("(?:one of|list of):\\s*((?:[\\w-]+\\s*,\\s*)+[\\w-]+)");

  /** Lines {@code kind[ID]:VALUE}, and {@code name - meaning}. */
  private static final Pattern KIND = Pattern.compile("(?m)(?:^|:)\\s+([a-z]+):?\\[");

  private static final Pattern MEANT = Pattern.compile("(?m)^\\s+([a-z]+)\\s+- ");

  private OptionValues() {}

  /**
   * @param about the rest of the line with the option, and the lines below
   */
  static List<String> in(String about) {
    var values = new LinkedHashSet<String>();
    // A single word in quotes, such as '--', is no list.
    var quoted = all(QUOTED, about);
    if (quoted.size() > 1) {
      values.addAll(quoted);
    }
    all(LIST, about).forEach(list -> values.addAll(List.of(list.split("\\s*,\\s*"))));
    // The form of the whole value is on the line of the option.
    values.addAll(all(KIND, about.replaceFirst("^.*", "")));
    values.addAll(all(MEANT, about));
    return List.copyOf(values);
  }

  private static List<String> all(Pattern pattern, String text) {
    var found = new ArrayList<String>();
    pattern.matcher(text).results().forEach(m -> found.add(m.group(1)));
    return found;
  }
}

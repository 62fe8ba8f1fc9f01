package org.criumatrix.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The options of CRIU with which a line of matrix.csv counts, separated by blanks: {@code --NAME}
 * or {@code --NAME=GLOB} asks for an option, {@code !--NAME} asks that it is missing.
 */
final class OptionPattern {

  private static final Pattern WORD =
      Pattern.compile("(!?)(--[a-z][a-z0-9-]*)(?:=(\\S+))?", Pattern.CASE_INSENSITIVE);

  private record Condition(boolean wanted, String name, Glob value) {

    boolean holds(List<String> options) {
      return wanted == options.stream().anyMatch(this::isMeant);
    }

    private boolean isMeant(String option) {
      return option.equals(name)
          || option.startsWith(name + "=") && value.matches(option.substring(name.length() + 1));
    }
  }

  private final List<Condition> conditions;

  private OptionPattern(List<Condition> conditions) {
    this.conditions = conditions;
  }

  /**
   * @param text empty: any options
   * @throws IllegalArgumentException if a word is no condition
   */
  static OptionPattern of(String text) {
    var conditions = new ArrayList<Condition>();
    for (var word : text.isBlank() ? new String[0] : text.strip().split("\\s+")) {
      var parts = WORD.matcher(word);
      if (!parts.matches()) {
        throw new IllegalArgumentException(
            "with has options of CRIU such as --tcp-close, !--tcp-established,"
                + " --network-lock=nftables, not '%s'".formatted(word));
      }
      var value = Glob.of(parts.group(3) == null ? "*" : parts.group(3));
      conditions.add(new Condition(parts.group(1).isEmpty(), parts.group(2), value));
    }
    return new OptionPattern(List.copyOf(conditions));
  }

  /**
   * @param options in the form of {@link DumpContext#options}; null matches no condition
   */
  boolean matches(List<String> options) {
    return conditions.isEmpty()
        || options != null && conditions.stream().allMatch(c -> c.holds(options));
  }
}

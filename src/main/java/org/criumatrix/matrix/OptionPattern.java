package org.criumatrix.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How a program is checkpointed for a line of matrix.csv to count, separated by blanks: {@code
 * --NAME} or {@code --NAME=GLOB} asks for an option of CRIU, {@code NAME} for a {@link Plan},
 * {@code caller=GLOB} for a {@link Caller}, {@code !} in front asks that it is missing.
 */
final class OptionPattern {

  private static final Pattern WORD =
      Pattern.compile("(!?)(--[a-z][a-z0-9-]*|[a-z][a-z-]*)(?:=(\\S+))?");

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
      var name = parts.group(2);
      if (!name.startsWith("--") && !name.equals(Caller.CONDITION) && Plan.find(name).isEmpty()) {
        throw new IllegalArgumentException(
            "with has options of CRIU and plans (%s), not '%s'".formatted(Plan.names(), word));
      }
      var value = Glob.of(parts.group(3) == null ? "*" : parts.group(3));
      conditions.add(new Condition(parts.group(1).isEmpty(), name, value));
    }
    return new OptionPattern(List.copyOf(conditions));
  }

  /** Whether it wants an option of this name to be given. */
  boolean asksFor(String name) {
    return conditions.stream().anyMatch(c -> c.wanted() && c.name().equals(name));
  }

  /**
   * @param options in the form of {@link DumpContext#options}; null matches no condition
   */
  boolean matches(List<String> options) {
    return conditions.isEmpty()
        || options != null && conditions.stream().allMatch(c -> c.holds(options));
  }
}

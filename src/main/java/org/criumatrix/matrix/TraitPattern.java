package org.criumatrix.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a program holds for a line of matrix.csv to be about it: traits of docs/traits.md, separated
 * by blanks. {@code NAME|NAME} asks for one of them, {@code !NAME} asks that it does not have the
 * trait, {@code NAME>1M} that the largest one has more bytes.
 */
final class TraitPattern {

  private static final Pattern WORD =
      Pattern.compile("(!?)([a-z][a-z_-]*(?:\\|[a-z][a-z_-]*)*)(?:>(\\d{1,9}[BKMGT]?))?");

  private record Condition(boolean wanted, List<String> names, long moreThan) {

    boolean holds(Map<String, Long> traits) {
      return wanted == names.stream().map(traits::get).anyMatch(b -> b != null && b > moreThan);
    }
  }

  private final List<Condition> conditions;

  private TraitPattern(List<Condition> conditions) {
    this.conditions = conditions;
  }

  /**
   * @param text empty: any program
   * @throws IllegalArgumentException if a word is no condition
   */
  static TraitPattern of(String text) {
    var conditions = new ArrayList<Condition>();
    for (var word : text.isBlank() ? new String[0] : text.strip().split("\\s+")) {
      var parts = WORD.matcher(word);
      if (!parts.matches()) {
        throw new IllegalArgumentException(
            "holds has traits such as inet-socket, !tcp-established, ghost-file>1M, not '%s'"
                .formatted(word));
      }
      var size = parts.group(3) == null ? -1 : TraitSize.parse(parts.group(3));
      conditions.add(
          new Condition(parts.group(1).isEmpty(), List.of(parts.group(2).split("\\|")), size));
    }
    return new TraitPattern(List.copyOf(conditions));
  }

  /** Returns the names of the traits that it asks for. */
  Set<String> wanted() {
    return conditions.stream()
        .filter(Condition::wanted)
        .flatMap(c -> c.names().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether it is about any program, so that the traits need not be known. */
  boolean isAny() {
    return conditions.isEmpty();
  }

  /**
   * @param traits name → bytes of the largest one, 0 for traits without a size; null if they are
   *     not known, which matches no condition
   */
  boolean matches(Map<String, Long> traits) {
    return isAny() || traits != null && conditions.stream().allMatch(c -> c.holds(traits));
  }
}

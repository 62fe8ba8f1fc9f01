package org.criumatrix.query;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.criumatrix.matrix.VersionOrder;

/** CRIU builds and kernels, compared as versions. */
final class Versions {

  /** Possessive, because backtracking would need stack for every number. */
  private static final String NUMBERS = "\\d{1,9}+(?:\\.\\d{1,9}+)*+";

  private static final Pattern LEADING = Pattern.compile(NUMBERS);

  /** The words that stand for one of the builds that were run. */
  private static final List<String> WORDS = List.of("newest", "previous", "oldest");

  private Versions() {}

  /** Whether a text consists of numbers and dots. */
  static boolean isNumbers(String text) {
    return text.matches(NUMBERS);
  }

  /** Whether a text begins with a number, so that it can be older or newer than another one. */
  static boolean isVersion(String text) {
    return LEADING.matcher(text).lookingAt();
  }

  static boolean isWord(String text) {
    return WORDS.contains(text);
  }

  /**
   * Returns the build that a word stands for; empty if there is none.
   *
   * @param builds the names of builds; those without a version have no place in the order
   */
  static Optional<String> named(String word, Collection<String> builds) {
    var sorted =
        builds.stream()
            .filter(Versions::isVersion)
            .distinct()
            .sorted(VersionOrder.OLDEST_FIRST)
            .toList();
    var last = sorted.size() - 1;
    var index =
        switch (word) {
          case "newest" -> last;
          case "previous" -> last - 1;
          default -> 0;
        };
    return index < 0 || index > last ? Optional.empty() : Optional.of(sorted.get(index));
  }

  /** Compares two builds; empty if the first one's name is no version. */
  static OptionalInt compareBuilds(String build, String other) {
    return isVersion(build)
        ? OptionalInt.of(VersionOrder.OLDEST_FIRST.compare(build, other))
        : OptionalInt.empty();
  }

  /**
   * Compares as many numbers of a kernel's release as the other version has: 6.13.4 is 6.13. Empty
   * if the release does not begin with a number.
   */
  static OptionalInt compareKernels(String release, String other) {
    if (!isVersion(release)) {
      return OptionalInt.empty();
    }
    var wanted = numbers(other);
    return OptionalInt.of(Arrays.compare(Arrays.copyOf(numbers(release), wanted.length), wanted));
  }

  private static int[] numbers(String version) {
    var leading = LEADING.matcher(version);
    return leading.lookingAt()
        ? Pattern.compile("\\.")
            .splitAsStream(leading.group())
            .mapToInt(Integer::parseInt)
            .toArray()
        : new int[0];
  }
}

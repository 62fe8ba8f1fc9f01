package org.criumatrix.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A line of two uninterrupted runs, whose words with digits differ.
 *
 * @param words of both lines; null for a word that may differ
 */
record LinePattern(List<String> words) {

  /** A number with its sign and unit, any other word, or what is between two of them. */
  private static final Pattern WORD =
      Pattern.compile("[^\\s=,;()|\"\\[\\]]++|[\\s=,;()|\"\\[\\]]++");

  private static final Pattern MEASURED = Pattern.compile("\\d\\.\\d");

  private static final Pattern ABOUT_TIME =
      Pattern.compile(
          "(?i)(?<![a-z])(times?|timings?|runtime|walltime|wallclock|timestamp|elapsed|secs?|seconds?"
              + "|wall|cpu|[mun]s|rates?|speed|fps|date|duration|latency|performance)(?![a-z])"
              + "|(/|\\d ?)s(?![a-z])|\\d:\\d\\d|%");

  /**
   * Returns the pattern of two lines; empty if more than words with digits differ. In such a line
   * numbers with a decimal point are not compared, even if they are equal in both: what is measured
   * may be the same by chance.
   */
  static Optional<LinePattern> of(String one, String other) {
    var first = words(one);
    var second = words(other);
    if (first.size() != second.size()) {
      return Optional.empty();
    }
    var common = new ArrayList<String>();
    for (var i = 0; i < first.size(); i++) {
      var word = first.get(i);
      if (word.equals(second.get(i)) && !MEASURED.matcher(word).find()) {
        common.add(word);
      } else if (hasDigit(word) && hasDigit(second.get(i))) {
        common.add(null);
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(new LinePattern(common));
  }

  /** Returns whether two lines are about times, and nothing but numbers differs. */
  static boolean differsInTimeOnly(String one, String other) {
    return ABOUT_TIME.matcher(one).find() && of(one, other).isPresent();
  }

  boolean matches(String line) {
    var others = words(line);
    if (others.size() != words.size()) {
      return false;
    }
    for (var i = 0; i < others.size(); i++) {
      var word = words.get(i);
      if (word == null ? !hasDigit(others.get(i)) : !word.equals(others.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static List<String> words(String line) {
    // Numbers are aligned with blanks, whose count changes with their digits.
    return WORD.matcher(line.replaceAll("\\s+", " ").strip())
        .results()
        .map(r -> r.group())
        .toList();
  }

  private static boolean hasDigit(String word) {
    return word.chars().anyMatch(c -> c >= '0' && c <= '9');
  }

  @Override
  public String toString() {
    return String.join("", words.stream().map(w -> w == null ? "…" : w).toList());
  }
}

package org.criumatrix.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.criumatrix.matrix.Expectation;
import org.criumatrix.matrix.FailureId;

/**
 * A text of matrix.csv that an error contains, or a glob over it, without alternatives.
 *
 * @param literal the text in lower case without wildcards at its ends
 * @param words of its sentence, if it is the name of an error that the suite describes itself
 */
record ErrorPattern(String text, String literal, Words words) {

  private static final Pattern INNERMOST = Pattern.compile("\\{([^{}]*)\\}");
  private static final Pattern ENDS = Pattern.compile("^[*?]+|[*?]+$");
  private static final Pattern WILDCARDS = Pattern.compile("[*?]+");

  /** Even a short pattern is better than words in common. */
  private static final double LEAST = 0.9;

  /** A shorter text could be in any error. */
  private static final int SHORTEST = 12;

  /** Returns the alternatives of a field of matrix.csv. */
  static Stream<ErrorPattern> of(String field) {
    return alternatives(field).stream().map(ErrorPattern::pattern);
  }

  private static ErrorPattern pattern(String text) {
    var sentence = FailureId.named(text).map(FailureId::sentence).orElse(text);
    var literal = ENDS.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
    return new ErrorPattern(text, literal, Words.of(WILDCARDS.matcher(sentence).replaceAll(" ")));
  }

  /** Returns the globs without braces that a glob stands for. */
  static List<String> alternatives(String glob) {
    var braces = INNERMOST.matcher(glob);
    if (!braces.find()) {
      return List.of(glob);
    }
    var before = glob.substring(0, braces.start());
    var after = glob.substring(braces.end());
    return Arrays.stream(braces.group(1).split(",", -1))
        .flatMap(a -> alternatives(before + a + after).stream())
        .toList();
  }

  /** Returns how well it explains an error, from 0 to 1: better, the more of it the text is. */
  double score(String error, Words ofError, ToDoubleFunction<String> weight) {
    var similarity = words.similarity(ofError, weight);
    return isIn(error) ? LEAST + (1 - LEAST) * similarity : similarity;
  }

  private boolean isIn(String error) {
    return Expectation.meansError(text, error, FailureId.of(error).orElse(null))
        // Engines quote CRIU in lower case.
        || literal.length() >= SHORTEST && error.toLowerCase(Locale.ROOT).contains(literal);
  }
}

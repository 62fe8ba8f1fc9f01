package org.criumatrix.dataset;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/**
 * An error as a set of words and a set of groups of three letters.
 *
 * @param words without numbers, in lower case
 */
record Words(Set<String> words, Set<String> trigrams) {

  private static final Pattern BETWEEN = Pattern.compile("[^a-z0-9_]+");
  private static final int GROUP = 3;

  /** The part of words in a similarity; letters have the rest. */
  private static final double WORDS = 0.7;

  static Words of(String error) {
    var shape = ErrorShape.of(error).toLowerCase(Locale.ROOT).replace("'", "");
    var words = new LinkedHashSet<String>();
    BETWEEN.splitAsStream(shape).filter(w -> !w.isEmpty()).forEach(words::add);
    var text = " " + String.join(" ", words) + " ";
    var trigrams = new HashSet<String>();
    for (var i = 0; i + GROUP <= text.length(); i++) {
      trigrams.add(text.substring(i, i + GROUP));
    }
    return new Words(words, trigrams);
  }

  /**
   * Returns how similar two errors are, from 0 to 1.
   *
   * @param weight of a word
   */
  double similarity(Words other, ToDoubleFunction<String> weight) {
    var common = words.stream().filter(other.words::contains).mapToDouble(weight).sum();
    if (common == 0) {
      return 0;
    }
    var all =
        words.stream().mapToDouble(weight).sum() + other.words.stream().mapToDouble(weight).sum();
    return WORDS * 2 * common / all + (1 - WORDS) * letters(other);
  }

  /** Returns the coefficient of Dice. */
  private double letters(Words other) {
    var common = trigrams.stream().filter(other.trigrams::contains).count();
    return 2.0 * common / (trigrams.size() + other.trigrams.size());
  }
}

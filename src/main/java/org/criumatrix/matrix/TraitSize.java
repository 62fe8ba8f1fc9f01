package org.criumatrix.matrix;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Sizes of traits, {@code 6M}, and traits as records write them, {@code ghost-file:6M}. */
public final class TraitSize {

  private static final String UNITS = "BKMGT";
  private static final int STEP_BITS = 10;
  private static final int STEP = 1 << STEP_BITS;
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})([BKMGT]?)");

  private TraitSize() {}

  /** Rounds up to a whole number of the largest unit, so that a limit of this size is enough. */
  public static String format(long bytes) {
    var unit = 0;
    var rounded = bytes;
    while (rounded >= STEP && unit < UNITS.length() - 1) {
      rounded = (rounded + STEP - 1) / STEP;
      unit++;
    }
    return "" + rounded + UNITS.charAt(unit);
  }

  /**
   * @param text {@code 6M}, {@code 100B} or {@code 100}
   * @throws IllegalArgumentException if it is no size
   */
  static long parse(String text) {
    var parts = SIZE.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not the size of a trait: '%s'".formatted(text));
    }
    var number = Long.parseLong(parts.group(1));
    var bits = STEP_BITS * Math.max(0, UNITS.indexOf(parts.group(2)));
    return number > Long.MAX_VALUE >> bits ? Long.MAX_VALUE : number << bits;
  }

  /**
   * Reads traits as a record has them.
   *
   * @return name → bytes of the largest one, 0 without a size
   * @throws IllegalArgumentException if a size is none
   */
  public static Map<String, Long> parse(Iterable<String> traits) {
    var sizes = new TreeMap<String, Long>();
    for (var trait : traits) {
      var colon = trait.indexOf(':');
      sizes.put(
          colon < 0 ? trait : trait.substring(0, colon),
          colon < 0 ? 0L : parse(trait.substring(colon + 1)));
    }
    return sizes;
  }
}

package org.criumatrix.query;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers with units in a query. */
final class Quantity {

  private static final Pattern FORM = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)([A-Za-zµ]*)");

  /** Milliseconds. */
  private static final Map<String, Double> TIMES =
      Map.of("us", 1e-3, "µs", 1e-3, "ms", 1.0, "s", 1e3, "min", 60e3, "h", 3600e3);

  /** Bytes. */
  private static final Map<String, Double> SIZES =
      Map.ofEntries(
          Map.entry("B", 1.0),
          Map.entry("K", 0x1p10),
          Map.entry("KiB", 0x1p10),
          Map.entry("M", 0x1p20),
          Map.entry("MiB", 0x1p20),
          Map.entry("G", 0x1p30),
          Map.entry("GiB", 0x1p30),
          Map.entry("T", 0x1p40),
          Map.entry("TiB", 0x1p40),
          Map.entry("kB", 1e3),
          Map.entry("MB", 1e6),
          Map.entry("GB", 1e9));

  private Quantity() {}

  /**
   * Reads a value of a field.
   *
   * @param field the name that the query has: a name that ends with a unit needs no other one
   * @return milliseconds, bytes or a number; empty if it is none
   */
  static Optional<Double> read(FieldKind kind, String field, String text) {
    var parts = FORM.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    var number = Double.parseDouble(parts.group(1));
    var unit = parts.group(2);
    if (kind == FieldKind.NUMBER || unit.isEmpty() && field.matches("(?i).*_(ms|bytes)")) {
      return unit.isEmpty() ? Optional.of(number) : Optional.empty();
    }
    var units = kind == FieldKind.DURATION ? TIMES : SIZES;
    return Optional.ofNullable(units.get(unit)).map(factor -> number * factor);
  }

  /** Returns what is wrong with a value that {@link #read} cannot use. */
  static String complaint(FieldKind kind, String text) {
    return switch (kind) {
      case DURATION ->
          "'%s' is no duration; write a number and us, ms, s, min or h, as in 1.5s".formatted(text);
      case SIZE ->
          "'%s' is no size; write a number and B, K, M, G or T, as in 100M".formatted(text);
      default -> "'%s' is no number".formatted(text);
    };
  }
}

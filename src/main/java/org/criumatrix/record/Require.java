package org.criumatrix.record;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Checks values that were read from a file. */
final class Require {

  private Require() {}

  static <T> T value(String what, T value) {
    if (value == null) {
      throw new IllegalArgumentException("'%s' is missing".formatted(what));
    }
    return value;
  }

  /** Returns an empty list for null, since older files lack some lists. */
  static <T> List<T> values(String what, List<T> values) {
    if (values == null) {
      return List.of();
    }
    if (values.stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException("null entry in '%s'".formatted(what));
    }
    return values;
  }

  static <T> Map<String, T> values(String what, Map<String, T> values) {
    if (values == null) {
      return Map.of();
    }
    if (values.values().stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException("null entry in '%s'".formatted(what));
    }
    return values;
  }
}

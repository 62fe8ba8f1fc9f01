package org.criumatrix.record;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What is read from a file has to say what everybody relies on. */
final class Require {

  private Require() {}

  static String text(String what, String text) {
    return value(what, text);
  }

  static <T> T value(String what, T value) {
    if (value == null) {
      throw new IllegalArgumentException("it does not say: " + what);
    }
    return value;
  }

  /** None where a file of old has no such list. */
  static <T> List<T> values(String what, List<T> values) {
    if (values == null) {
      return List.of();
    }
    if (values.stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException("nothing among its " + what);
    }
    return values;
  }

  static <T> Map<String, T> values(String what, Map<String, T> values) {
    if (values == null) {
      return Map.of();
    }
    if (values.values().stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException("nothing among its " + what);
    }
    return values;
  }
}

package org.criumatrix.target;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * A name and the line of targets.csv that it matches.
 *
 * @param groups the match
 */
record Named(TargetLine line, String name, Matcher groups) {

  /** Returns the value for a {@code {key}} in the line or in an answer. */
  String value(String key) {
    return switch (key) {
      case "name" -> name;
      case "what" -> line.what();
      default -> groups.group(key);
    };
  }

  List<String> words() {
    return Words.split(line.ask(), this::value);
  }

  /** Returns {@code container db (docker)}. */
  String describe() {
    var runtime = Optional.of(line.runtime()).filter(r -> !r.isEmpty());
    return line.what() + " " + name + runtime.map(r -> " (" + r + ")").orElse("");
  }
}

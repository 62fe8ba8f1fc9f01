package org.criumatrix.trial;

import java.util.List;
import org.criumatrix.advice.CriuOption;

/** Sets of options of CRIU. */
final class Ways {

  private Ways() {}

  /** Returns the options that an action of CRIU gets. */
  static String[] of(String action, List<String> way) {
    return way.stream().filter(o -> CriuOption.isFor(action, o)).toArray(String[]::new);
  }

  /** Returns an option without its value. */
  static String name(String option) {
    return option.replaceFirst("=.*", "");
  }

  static List<String> sorted(List<String> way) {
    return way.stream().sorted().toList();
  }

  /** Returns the sets that lack one of the options. */
  static List<List<String>> withoutOne(List<String> way) {
    return way.stream()
        .map(option -> way.stream().filter(o -> !o.equals(option)).toList())
        .toList();
  }
}

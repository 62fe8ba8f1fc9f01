package org.criumatrix.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The options of a case that kept-options.csv lists: a case cannot be played without them. */
final class KeptOptions {

  /** Ends the options of CRIU; the words of a program follow. */
  private static final String END = "--";

  private static final Set<String> NAMES =
      CsvData.read("/org/criumatrix/matrix/kept-options.csv").stream()
          .flatMap(line -> List.of("--" + line.get("option"), "-" + line.get("short")).stream())
          .filter(name -> !name.equals("-"))
          .collect(Collectors.toCollection(TreeSet::new));

  private KeptOptions() {}

  static boolean has(String option) {
    return NAMES.contains(DumpContext.name(option));
  }

  /**
   * Returns the words of these options.
   *
   * @param words as on a command line; a value follows its option or is part of its word
   */
  static List<String> of(List<String> words) {
    var kept = new ArrayList<String>();
    var isKept = false;
    for (var i = 0; i < words.size(); i++) {
      var word = words.get(i);
      if (word.equals(END)) {
        kept.addAll(words.subList(i, words.size()));
        break;
      }
      if (word.startsWith("-")) {
        isKept = has(word);
      }
      if (isKept) {
        kept.add(word);
      }
    }
    return List.copyOf(kept);
  }
}

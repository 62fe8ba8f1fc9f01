package org.criumatrix.site;

import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.criumatrix.dataset.Answer;

/**
 * How many situations work.
 *
 * @param works with or without options
 * @param partly where some ways or cases work
 * @param tried those that were tried
 * @param planned those with an answer, even if it is that it cannot run
 */
record Share(int works, int partly, int tried, int planned) {

  /** Returns the share of answers: of each situation its best one counts. */
  static Share of(Collection<Answer> answers) {
    var best =
        answers.stream()
            .collect(
                Collectors.groupingBy(
                    Answer::situation,
                    Collectors.collectingAndThen(
                        Collectors.minBy(Comparator.comparing(a -> Standing.of(a.verdict()))),
                        a -> Standing.of(a.orElseThrow().verdict()))))
            .values();
    return new Share(
        (int) best.stream().filter(s -> s == Standing.WORKS || s == Standing.WITH_OPTIONS).count(),
        (int) best.stream().filter(s -> s == Standing.PARTLY).count(),
        (int) best.stream().filter(Standing::isTried).count(),
        best.size());
  }

  Standing standing() {
    if (planned == 0) {
      return Standing.UNTESTED;
    }
    if (tried == 0) {
      return Standing.UNAVAILABLE;
    }
    return works == tried ? Standing.WORKS : works + partly == 0 ? Standing.NO : Standing.PARTLY;
  }

  /** Returns {@code 12 of 14}, {@code 12 of 14, 2 partly}. */
  String words() {
    return switch (standing()) {
      case UNTESTED, UNAVAILABLE -> standing().words();
      default ->
          "%d of %d%s".formatted(works, tried, partly == 0 ? "" : ", %d partly".formatted(partly));
    };
  }
}

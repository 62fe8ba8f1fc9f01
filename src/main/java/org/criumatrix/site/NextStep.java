package org.criumatrix.site;

import java.util.List;
import java.util.Optional;
import org.criumatrix.matrix.CsvData;

/**
 * What would answer a situation that none of the cases of its row are about.
 *
 * @param where the machine that it takes
 * @param command of the suite
 */
record NextStep(String situation, String where, String command) {

  private static final List<NextStep> ALL =
      CsvData.read("/org/criumatrix/site/next-steps.csv").stream()
          .map(l -> new NextStep(l.get("situation"), l.get("where"), l.get("command")))
          .toList();

  static List<NextStep> all() {
    return ALL;
  }

  static Optional<NextStep> of(String situation) {
    return ALL.stream().filter(n -> n.situation().equals(situation)).findFirst();
  }

  /** Returns the sentence with the command. */
  Html html() {
    return Html.of(
        "div",
        Html.of("p", "There is no result of it at all. %s, this would show it:".formatted(where)),
        WayOut.commands(List.of(command)));
  }
}

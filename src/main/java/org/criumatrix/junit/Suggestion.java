package org.criumatrix.junit;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Selection;

/** Suggests cells to users who select cells that do not exist. */
final class Suggestion {

  private Suggestion() {}

  /** Returns the cases of the requested rows, or all rows if none of the requested ones exists. */
  static String of(String asked, List<CaseId> cases) {
    var bracketed =
        Selection.words(asked).stream()
            .filter(w -> w.contains("[") && !w.startsWith("!"))
            .map(w -> Selection.of(w.substring(0, w.indexOf('['))))
            .toList();
    if (cases.stream().anyMatch(c -> bracketed.stream().anyMatch(s -> s.matches(c.toString())))) {
      return "there is the case, and none of its cells is as the brackets and the other options say; "
          + "a cell is called like serial/simple-c[criu=4.3,privilege=root,runtime=none,host=local]";
    }
    var rows = cases.stream().map(CaseId::row).distinct().sorted().toList();
    var meant = Selection.words(asked).stream().map(w -> w.replaceFirst("/.*", "")).toList();
    var near = rows.stream().filter(meant::contains).toList();
    if (near.isEmpty()) {
      return "the rows are: " + String.join(", ", rows);
    }
    return near.stream()
        .flatMap(row -> describe(row, cases.stream().filter(c -> c.row().equals(row)).toList()))
        .collect(Collectors.joining("\n"));
  }

  private static Stream<String> describe(String row, List<CaseId> cases) {
    return Stream.concat(
        Stream.of("the cases of " + row + " are:"), cases.stream().map(c -> "  " + c).sorted());
  }
}

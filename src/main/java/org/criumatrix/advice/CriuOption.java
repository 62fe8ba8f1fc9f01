package org.criumatrix.advice;

import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;
import org.criumatrix.matrix.CsvData;
import org.criumatrix.matrix.DumpContext;

/**
 * A line of options.csv.
 *
 * @param name {@code --tcp-established}
 * @param actions of CRIU that need it
 * @param about traits that it matters to, whatever their size
 * @param capability that CRIU needs for it, apart from those of every dump; empty: none
 * @param podman podman's own spelling; empty: podman has none
 * @param meaning for readers
 */
public record CriuOption(
    String name,
    List<String> actions,
    List<String> about,
    String capability,
    String podman,
    String meaning) {

  private static final List<CriuOption> ALL =
      CsvData.read("/org/criumatrix/advice/options.csv").stream().map(CriuOption::of).toList();

  private static CriuOption of(CSVRecord line) {
    return new CriuOption(
        line.get("option"),
        List.of(line.get("actions").split(" ")),
        List.of(line.get("about").split(" ")),
        line.get("capability"),
        line.get("podman"),
        line.get("meaning"));
  }

  /** Returns all, in the order of the file. */
  public static List<CriuOption> all() {
    return ALL;
  }

  /**
   * @param option with or without a value, {@code --ghost-limit=8M}
   */
  public static Optional<CriuOption> find(String option) {
    var name = DumpContext.name(option);
    return ALL.stream().filter(o -> o.name().equals(name)).findFirst();
  }

  /** Returns whether it matters to a trait; an option that is not listed may. */
  static boolean mattersTo(String trait, String option) {
    return find(option).map(o -> o.about().contains(trait)).orElse(true);
  }

  /** Returns whether an action of CRIU gets the option; one that is not listed is for both. */
  public static boolean isFor(String action, String option) {
    return find(option).map(o -> o.actions().contains(action)).orElse(true);
  }
}

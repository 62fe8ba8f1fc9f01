package org.criumatrix.advice;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.criumatrix.matrix.CsvData;
import org.criumatrix.matrix.VersionOrder;

/** Which traits finished runs have tried, with which builds of CRIU. */
public final class Evidence {

  private final List<Tried> lines;

  Evidence(Collection<Tried> lines) {
    this.lines = List.copyOf(lines);
  }

  /** Returns what comes with the suite: evidence.csv. */
  public static Evidence shipped() {
    return new Evidence(
        CsvData.read("/org/criumatrix/advice/evidence.csv").stream().map(Tried::of).toList());
  }

  /** Returns the versions of CRIU that there is evidence of, newest first. */
  public List<String> versions() {
    return lines.stream()
        .map(Tried::criu)
        .distinct()
        .sorted(VersionOrder.OLDEST_FIRST.reversed())
        .toList();
  }

  /** Returns the evidence that programs with a trait come back, most cells first. */
  List<Tried> of(String trait, String criu) {
    return all(trait)
        .filter(t -> t.criu().equals(criu))
        .sorted(Comparator.comparingInt(Tried::cells).reversed())
        .toList();
  }

  /** Returns the newest other version with which programs with a trait come back. */
  Optional<String> elsewhere(String trait) {
    return all(trait).map(Tried::criu).max(VersionOrder.OLDEST_FIRST);
  }

  private Stream<Tried> all(String trait) {
    return lines.stream().filter(t -> t.trait().equals(trait));
  }
}

package org.criumatrix.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.criumatrix.matrix.Caller;
import org.criumatrix.matrix.Cell;
import org.criumatrix.matrix.VersionOrder;
import org.criumatrix.record.CellRecord;

/** What the lines of a {@link Grid} are. */
public enum GridAxis {
  KERNEL("Kernels and CRIU builds", "Linux", "hosts", VersionOrder.OLDEST_FIRST),
  USERLAND("User lands and CRIU builds", "user land", "Linux", GridAxis.bySuite()),
  CALLER("Callers and CRIU builds", "caller", "Linux", GridAxis.byCaller());

  /** Debian's suites, the oldest first: their names have no order. */
  private static final List<String> SUITES =
      List.of("bullseye", "bookworm", "trixie", "forky", "sid", "experimental");

  private final String title;
  private final String head;
  private final String noteHead;
  private final Comparator<String> order;

  GridAxis(String title, String head, String noteHead, Comparator<String> order) {
    this.title = title;
    this.head = head;
    this.noteHead = noteHead;
    this.order = order.thenComparing(Comparator.naturalOrder());
  }

  private static Comparator<String> bySuite() {
    return Comparator.comparingInt(
        suite -> SUITES.contains(suite) ? SUITES.indexOf(suite) : SUITES.size());
  }

  private static Comparator<String> byCaller() {
    return Comparator.comparing(name -> Caller.find(name).orElseThrow());
  }

  String title() {
    return title;
  }

  /** Returns the title of the first column. */
  String head() {
    return head;
  }

  /** Returns the title of the column that describes lines. */
  String noteHead() {
    return noteHead;
  }

  /** Returns the order of the lines. */
  Comparator<String> order() {
    return order;
  }

  /** Whether lines that follow each other can be named by the first or the last of them. */
  boolean isVersion() {
    return this == KERNEL;
  }

  /** Whether the tables of causes have only those that some lines have and others do not. */
  boolean showsDifferences() {
    return this == CALLER;
  }

  /** Whether a cell belongs to a line. */
  public boolean has(CellRecord record) {
    return line(record).isPresent();
  }

  /** Returns the line that a cell belongs to; empty if it belongs to none. */
  Optional<String> line(CellRecord record) {
    var host = record.host();
    if (this == USERLAND) {
      return host.startsWith(Cell.USERLAND)
          ? Optional.of(host.substring(Cell.USERLAND.length()))
          : Optional.empty();
    }
    if (this == CALLER) {
      return Optional.of(record.caller());
    }
    // A pair of machines may have two kernels, and a record names one.
    return host.contains("+") ? Optional.empty() : Optional.of(record.kernel());
  }

  /** Returns what describes a cell's line. */
  String note(CellRecord record) {
    return this == KERNEL ? record.host() : record.kernel();
  }

  /** Returns the name as users write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

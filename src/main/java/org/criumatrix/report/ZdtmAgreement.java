package org.criumatrix.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.criumatrix.matrix.Axis;
import org.criumatrix.matrix.CsvData;
import org.criumatrix.record.CellRecord;

/**
 * What CRIU's own tests and the cases of the row objects say of the same objects of the kernel.
 *
 * @param lines the ends of their cells, those of both rows
 */
public record ZdtmAgreement(List<Line> lines) {

  private static final String ZDTM = "zdtm";
  private static final String OBJECTS = "objects";
  private static final String PRIVILEGE = "root";

  private static final List<String> COLUMNS =
      List.of("criu", "kernel", "host", "row", "case", "verdict", "phase", "error");

  /** The end of a cell. */
  record Line(
      String criu,
      String kernel,
      String host,
      String row,
      String caseName,
      String verdict,
      String phase,
      String error) {

    private static Line of(CellRecord record) {
      var phase = record.result().phase();
      return new Line(
          record.criu(),
          String.valueOf(record.kernel()),
          record.on(Axis.HOST),
          record.row(),
          record.caseId().name(),
          record.verdict().key(),
          phase == null ? "" : phase.key(),
          record.error() == null ? "" : record.error().replaceAll("\\s+", " "));
    }

    private static Line read(CSVRecord line) {
      return new Line(
          line.get("criu"),
          line.get("kernel"),
          line.get("host"),
          line.get("row"),
          line.get("case"),
          line.get("verdict"),
          line.get("phase"),
          line.get("error"));
    }

    private List<String> fields() {
      return List.of(criu, kernel, host, row, caseName, verdict, phase, error);
    }
  }

  public ZdtmAgreement {
    lines = List.copyOf(lines);
  }

  /** Returns what records of root's cells say of the pairs. */
  public static ZdtmAgreement of(Collection<CellRecord> records) {
    var pairs = ZdtmPair.all();
    return new ZdtmAgreement(
        records.stream()
            .filter(r -> r.privilege().equals(PRIVILEGE))
            .filter(r -> isOfPair(r, pairs))
            .map(Line::of)
            .distinct()
            .sorted(Comparator.comparing(Line::fields, Comparator.comparing(Object::toString)))
            .toList());
  }

  private static boolean isOfPair(CellRecord record, List<ZdtmPair> pairs) {
    var name = record.caseId().name();
    return switch (record.row()) {
      case ZDTM -> pairs.stream().anyMatch(p -> p.isTest(name));
      case OBJECTS -> pairs.stream().anyMatch(p -> p.caseName().equals(name));
      default -> false;
    };
  }

  /**
   * Reads what {@link #csv} has written.
   *
   * @throws IOException if the file cannot be read
   */
  public static ZdtmAgreement read(Path file) throws IOException {
    return new ZdtmAgreement(CsvData.read(file).stream().map(Line::read).toList());
  }

  /** Returns the data, from which the page can be made again without the runs. */
  public String csv() {
    return DataFile.text(List.of(), COLUMNS, lines.stream().map(Line::fields).toList());
  }

  /** Returns the tables for people. */
  public Sheet sheet() {
    return new ZdtmSheet(this).sheet();
  }

  /** Whether no cell of a pair was run. */
  public boolean isEmpty() {
    return lines.isEmpty();
  }

  /** Returns the builds, the oldest first. */
  Set<String> builds() {
    var builds = new TreeSet<>(Grid.BUILDS);
    lines.forEach(l -> builds.add(l.criu()));
    return builds;
  }

  /** Returns the ends of a pair's test, flavour by flavour. */
  List<Line> tests(ZdtmPair pair, String criu) {
    return of(ZDTM, criu).filter(l -> pair.isTest(l.caseName())).toList();
  }

  /** Returns the ends of a pair's case. */
  List<Line> cases(ZdtmPair pair, String criu) {
    return of(OBJECTS, criu).filter(l -> l.caseName().equals(pair.caseName())).toList();
  }

  private Stream<Line> of(String row, String criu) {
    return lines.stream().filter(l -> l.row().equals(row) && l.criu().equals(criu));
  }
}

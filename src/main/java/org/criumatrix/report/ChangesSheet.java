package org.criumatrix.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.criumatrix.matrix.CheckedValue;
import org.criumatrix.matrix.CsvData;
import org.criumatrix.record.CellRecord;
import org.criumatrix.report.Sheet.Table;
import org.criumatrix.report.Sheet.Tone;
import org.criumatrix.verdict.Harm;
import org.criumatrix.verdict.Verdict;

/** The kernel objects that came back changed, were lost or were refused, with their values. */
final class ChangesSheet {

  /** The row whose programs compare kernel objects. */
  private static final String ROW = "objects";

  private static final Set<Verdict> TRIED = Set.of(Verdict.WORKS, Verdict.REFUSES, Verdict.FAILS);

  private static final String TITLE = "What CRIU changes silently";
  private static final List<String> COLUMNS =
      List.of("case", "object", "before → after", "CRIU", "Linux", "remedy", "cause", "issue");

  private ChangesSheet() {}

  /**
   * @param records one for each cell
   */
  static Sheet of(List<CellRecord> records) {
    var objects =
        records.stream()
            .filter(r -> r.row().equals(ROW))
            .filter(r -> TRIED.contains(r.verdict()) && !isAboutAnyProgram(r))
            .toList();
    var worked = criuByCase(objects.stream().filter(r -> r.verdict() == Verdict.WORKS));
    var tables = new ArrayList<Table>();
    tables.add(table("Comes back changed: no call fails", Tone.BAD, objects, Harm.CHANGED, worked));
    tables.add(
        table("Dies after the restore: no call fails", Tone.BAD, objects, Harm.DIES, worked));
    tables.add(
        table(
            "Cannot be restored: the dump does not fail and ends the program",
            Tone.BAD,
            objects,
            Harm.LOST,
            worked));
    tables.add(
        table(
            "Refused at the dump: the program continues",
            Tone.PLAIN,
            objects,
            Harm.REFUSED,
            worked));
    tables.add(restrictions());
    return new Sheet(TITLE, intro(objects), tables);
  }

  private static List<String> intro(List<CellRecord> objects) {
    var cases = objects.stream().map(CellRecord::caseId).distinct().count();
    var values = objects.stream().mapToInt(r -> r.evidence().object().values().size()).sum();
    return List.of(
        "A program held one object of the kernel, was dumped and restored, and compared each property"
            + " of the object by value. %d cases and %d cells ran, which compared %d values."
                .formatted(cases, objects.size(), values),
        "A case whose name ends in -leave-running was not restored, and one that ends in -refused was"
            + " not dumped: the attempt alone changed it.",
        "A column without an entry means that nothing is known.");
  }

  private static Map<String, String> criuByCase(Stream<CellRecord> records) {
    var criu = new TreeMap<String, String>();
    records
        .collect(groupingBy(r -> r.caseId().toString()))
        .forEach((id, all) -> criu.put(id, distinct(all, CellRecord::criu, "criu")));
    return criu;
  }

  private static Table table(
      String title, Tone tone, List<CellRecord> objects, Harm harm, Map<String, String> worked) {
    var rows = new ArrayList<List<String>>();
    objects.stream()
        .filter(r -> r.harm() == harm)
        .collect(groupingBy(ChangesSheet::sameChange, TreeMap::new, toList()))
        .values()
        .forEach(alike -> rows.add(row(alike, worked)));
    return new Table(title, tone, COLUMNS, rows);
  }

  /** Without rights to call CRIU at all, every object is refused alike. */
  private static boolean isAboutAnyProgram(CellRecord record) {
    return record.evidence().traits() == null;
  }

  private static String sameChange(CellRecord record) {
    var changed = record.evidence().object().changed();
    return record.caseId()
        + "\n"
        + (changed.isEmpty()
            ? record.error()
            : changed.stream().map(CheckedValue::property).collect(joining("\n")));
  }

  private static List<String> row(List<CellRecord> alike, Map<String, String> worked) {
    var newest = alike.get(0);
    for (var record : alike) {
      if (ValueOrder.of("criu").compare(record.criu(), newest.criu()) > 0) {
        newest = record;
      }
    }
    var works = worked.get(newest.caseId().toString());
    var cause = newest.result().cause();
    return List.of(
        newest.caseId().name(),
        newest.about(),
        change(newest),
        distinct(alike, CellRecord::criu, "criu") + (works == null ? "" : "; kept by " + works),
        distinct(alike, CellRecord::kernel, "kernel"),
        known(cause.remedy()),
        known(cause.why()),
        known(cause.issue()));
  }

  private static String change(CellRecord record) {
    var changed = record.evidence().object().changed();
    return changed.isEmpty()
        ? Objects.requireNonNullElse(record.error(), "")
        : changed.stream()
            .map(v -> "%s: %s → %s".formatted(v.property(), v.before(), v.after()))
            .collect(joining("; "));
  }

  private static String distinct(
      List<CellRecord> records, Function<CellRecord, String> value, String axis) {
    return records.stream()
        .map(value)
        .filter(Objects::nonNull)
        .distinct()
        .sorted(ValueOrder.of(axis).reversed())
        .collect(joining(", "));
  }

  private static String known(String text) {
    return text == null ? "" : text;
  }

  private static Table restrictions() {
    return new Table(
        "Restrictions that may be gone after a restore, in words only",
        Tone.PLAIN,
        List.of("restriction", "what becomes of it"),
        CsvData.read("/org/criumatrix/report/restrictions.csv").stream()
            .map(r -> List.of(r.get("restriction"), r.get("what")))
            .toList());
  }
}

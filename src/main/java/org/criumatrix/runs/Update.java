package org.criumatrix.runs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.criumatrix.matrix.MatrixDraft;
import org.criumatrix.matrix.MatrixFile;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;
import org.criumatrix.verdict.Verdict;

/**
 * Makes matrix.csv say what a run saw, in as few lines as can be. A line about what programs hold
 * replaces lines about cases if cells of several cases share it, and other cells do not. Any other
 * line names the cells that differ and no other, below the lines that it is an exception to. A line
 * that named just such cells goes.
 */
public final class Update {

  /** Positions of columns. */
  private static final int RUNTIME = 3;

  private static final int HOST = 4;

  private final MatrixFile file;
  private final MatrixDraft draft;
  private final List<CellRecord> all;
  private final Map<String, CellRecord> differing = new LinkedHashMap<>();
  private final Map<String, String> left = new LinkedHashMap<>();
  private final List<String> unexplained = new ArrayList<>();

  private Update(MatrixFile file, MatrixDraft draft, List<CellRecord> all) {
    this.file = file;
    this.draft = draft;
    this.all = all;
  }

  /**
   * @throws org.criumatrix.matrix.MatrixFileException when a line of the file cannot be used
   */
  public static Update of(Path matrix, Run run, CauseSource reasons) throws IOException {
    return of(matrix, run, run, reasons);
  }

  /**
   * @param run the cells to be as expected
   * @param whole the run with all of its cells, none of which a new line may make unexpected
   * @throws org.criumatrix.matrix.MatrixFileException when a line of the file cannot be used
   */
  public static Update of(Path matrix, Run run, Run whole, CauseSource reasons) throws IOException {
    var update = new Update(MatrixFile.read(matrix), MatrixDraft.of(matrix), whole.worst());
    var cells = CellAttempts.byCell(run.records(), CellRecord::id);
    cells.values().forEach(update::sort);
    update.write(update.withoutOldLines(cells), reasons);
    update.verify(matrix);
    return update;
  }

  /** Verifies the claim that nothing differs any more, for cells of any name. */
  private void verify(Path matrix) {
    var updated = MatrixFile.of(String.valueOf(matrix.getFileName()), draft.text());
    for (var record : differing.values()) {
      if (!unexplained.contains(record.id()) && !Rejudge.isAsExpected(record, updated)) {
        throw new IllegalStateException("no line of %s can name %s".formatted(matrix, record.id()));
      }
    }
  }

  /** Tells cells that differ and can be expected from those that cannot. */
  private void sort(CellAttempts seen) {
    var unexpected = seen.attempts().stream().filter(r -> !Rejudge.isAsExpected(r, file)).toList();
    if (unexpected.isEmpty()) {
      return;
    }
    var cell = seen.worst().id();
    var ends = seen.attempts().stream().map(FailureSignature::of).distinct().toList();
    if (seen.attempts().stream().anyMatch(r -> r.verdict() == Verdict.BROKEN)) {
      left.put(cell, "broken: " + seen.error());
    } else if (ends.size() > 1) {
      left.put(
          cell,
          "unsteady: "
              + String.join(" and ", ends.stream().map(FailureSignature::describe).toList()));
    } else {
      differing.put(cell, unexpected.get(0));
    }
  }

  /** The file without lines that name cells one by one, all of which differ. */
  private MatrixFile withoutOldLines(Map<String, CellAttempts> cells) {
    var governed = new LinkedHashMap<Integer, List<String>>();
    cells.forEach(
        (cell, seen) ->
            governed.computeIfAbsent(line(seen.worst(), file), l -> new ArrayList<>()).add(cell));
    var old = new TreeSet<Integer>();
    governed.forEach(
        (line, own) -> {
          var named = file.named(line);
          if (named.isPresent()
              && named.getAsInt() == own.size()
              && differing.keySet().containsAll(own)) {
            old.add(line);
          }
        });
    old.forEach(draft::remove);
    return file.without(old);
  }

  private static int line(CellRecord record, MatrixFile file) {
    return file.expectation(record.axes().cell(), record.kernel(), record.dump())
        .map(e -> e.line())
        .orElse(0);
  }

  private void write(MatrixFile rest, CauseSource reasons) {
    var groups = new LinkedHashMap<FailureSignature, List<CellRecord>>();
    differing.values().stream()
        .filter(r -> !Rejudge.isAsExpected(r, rest))
        .forEach(
            r -> groups.computeIfAbsent(FailureSignature.of(r), e -> new ArrayList<>()).add(r));
    groups.forEach(
        (end, records) -> {
          var widened = SharedCause.line(records, rest).flatMap(l -> widened(l.line(), records));
          if (widened.isPresent()) {
            draft.addBelow(draft.last(), widened.get());
            return;
          }
          var cells = records.stream().map(CellRecord::id).toList();
          var why = !end.fails() ? "" : reasons.why(end, cells).strip();
          if (end.fails() && why.isEmpty()) {
            unexplained.addAll(cells);
            return;
          }
          if (end.fails() && addAboutTrait(end, records, why)) {
            return;
          }
          for (var box : AxisProduct.joined(records.stream().map(AxisProduct::of).toList())) {
            draft.addBelow(place(box, records, rest), fields(box, end, why));
          }
        });
  }

  /**
   * A line like the one that already explains other cells, for the cases of these; empty when it
   * would also be about cells that came to another end.
   */
  private Optional<List<String>> widened(int line, List<CellRecord> records) {
    var fields = new ArrayList<>(file.fields(line));
    fields.set(0, cases(records));
    return settles(draft.last(), fields, records)
        ? Optional.of(List.copyOf(fields))
        : Optional.empty();
  }

  /** Adds a line about what the programs of these cells hold; returns false if there is none. */
  private boolean addAboutTrait(FailureSignature end, List<CellRecord> records, String why) {
    // Lines about cases remain exceptions to knowledge; only if they are in the way it comes last.
    var places = List.of(draft.lastBeginning("*,"), draft.last());
    for (var trait : SharedTrait.of(records, all)) {
      var fields = fields(AxisProduct.around(records), end, why, trait);
      for (var place : places) {
        if (place > 0 && settles(place, fields, records)) {
          draft.addBelow(place, fields);
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Whether these cells are as expected with one more line, and no other cell is judged otherwise
   * than rightly because of it.
   */
  private boolean settles(int place, List<String> line, List<CellRecord> records) {
    var now = MatrixFile.of("matrix.csv", draft.text());
    var then = MatrixFile.of("matrix.csv", draft.textWith(place, line));
    return all.stream()
            .filter(r -> Rejudge.isAsExpected(r, now) || !isSame(r, now, then))
            .allMatch(r -> Rejudge.isAsExpected(r, then))
        && records.stream().allMatch(r -> Rejudge.isAsExpected(r, then));
  }

  /** Whether two files expect the same of a cell, on lines of any number. */
  private static boolean isSame(CellRecord record, MatrixFile one, MatrixFile other) {
    return fieldsFor(record, one).equals(fieldsFor(record, other));
  }

  private static List<String> fieldsFor(CellRecord record, MatrixFile file) {
    var line = line(record, file);
    return line == 0 ? List.of() : file.fields(line);
  }

  /** {@code serial/java parallel/{a,b}}. */
  private static String cases(List<CellRecord> records) {
    var names = new TreeMap<String, Set<String>>();
    for (var record : records) {
      var id = record.caseId();
      names.computeIfAbsent(id.row(), row -> new TreeSet<>()).add(id.name());
    }
    return names.entrySet().stream()
        .map(e -> e.getKey() + "/" + AxisProduct.glob(e.getValue()))
        .collect(Collectors.joining(" "));
  }

  /** Below every line that says otherwise; among the others of the row, if that can be. */
  private int place(AxisProduct box, List<CellRecord> records, MatrixFile rest) {
    var least =
        records.stream()
            .filter(r -> r.row().equals(box.row()))
            .mapToInt(r -> line(r, rest))
            .max()
            .orElse(0);
    var own = draft.lastBeginning(box.row() + "/", "\"" + box.row() + "/");
    return own >= least && own > 0 ? own : draft.last();
  }

  private static List<String> fields(AxisProduct box, FailureSignature end, String why) {
    var fields = new ArrayList<>(box.fields());
    fields.addAll(List.of(end.kind().key(), end.at(), end.error(), why));
    return List.copyOf(fields);
  }

  private static List<String> fields(
      AxisProduct box, FailureSignature end, String why, SharedTrait trait) {
    var fields = new ArrayList<>(fields(box, end, why));
    fields.set(0, "*");
    fields.set(RUNTIME, "*");
    fields.set(HOST, "*");
    fields.add(trait.holds());
    if (!trait.missing().isEmpty()) {
      fields.add(trait.with());
    }
    return List.copyOf(fields);
  }

  /** The file as it would be. */
  public MatrixDraft draft() {
    return draft;
  }

  /** How many cells differed that do no more. */
  public int settled() {
    return differing.size() - unexplained.size();
  }

  /** Cells that fail without a named cause: no line is written for them. */
  public List<String> unexplained() {
    return List.copyOf(unexplained);
  }

  /** Cells that still differ because they cannot be expected, with the reason. */
  public Map<String, String> left() {
    return Collections.unmodifiableMap(left);
  }

  /**
   * Lines that no cell of the run needed: typing errors look like this, and so does a small run.
   */
  public List<Integer> unused() {
    return file.unusedLines();
  }
}

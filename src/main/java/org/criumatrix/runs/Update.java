package org.criumatrix.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.criumatrix.matrix.MatrixDraft;
import org.criumatrix.matrix.MatrixFile;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;
import org.criumatrix.verdict.Verdict;

/**
 * Makes matrix.csv say what a run saw, in as few lines as can be: each names the cells that differ
 * and no other, below the lines that it is an exception to. A line that named just such cells goes.
 */
public final class Update {

  private final MatrixFile file;
  private final MatrixDraft draft;
  private final Map<String, CellRecord> differing = new LinkedHashMap<>();
  private final Map<String, String> left = new LinkedHashMap<>();
  private final List<String> unexplained = new ArrayList<>();

  private Update(MatrixFile file, MatrixDraft draft) {
    this.file = file;
    this.draft = draft;
  }

  /**
   * @throws org.criumatrix.matrix.MatrixFileException when a line of the file cannot be used
   */
  public static Update of(Path matrix, Run run, Reasons reasons) throws IOException {
    var update = new Update(MatrixFile.read(matrix), MatrixDraft.of(matrix));
    var cells = Seen.byCell(run.records(), CellRecord::cell);
    cells.values().forEach(update::sort);
    update.write(update.withoutOldLines(cells), reasons);
    update.verify(matrix);
    return update;
  }

  /** Whoever is told that nothing differs any more can rely on it, whatever names cells have. */
  private void verify(Path matrix) throws IOException {
    var trial = Files.createTempFile("matrix", ".csv");
    try {
      var updated = MatrixFile.read(Files.writeString(trial, draft.text()));
      for (var record : differing.values()) {
        if (!unexplained.contains(record.cell()) && !Judged.isAsExpected(record, updated)) {
          throw new IllegalStateException(
              "no line of %s can name %s".formatted(matrix, record.cell()));
        }
      }
    } finally {
      Files.delete(trial);
    }
  }

  /** Tells cells that differ and can be expected from those that cannot. */
  private void sort(Seen seen) {
    var unexpected = seen.attempts().stream().filter(r -> !Judged.isAsExpected(r, file)).toList();
    if (unexpected.isEmpty()) {
      return;
    }
    var cell = seen.worst().cell();
    var ends = seen.attempts().stream().map(End::of).distinct().toList();
    if (seen.attempts().stream().anyMatch(r -> r.verdict().equals(Verdict.BROKEN.key()))) {
      left.put(cell, "broken: " + seen.error());
    } else if (ends.size() > 1) {
      left.put(cell, "unsteady: " + String.join(" and ", ends.stream().map(End::told).toList()));
    } else {
      differing.put(cell, unexpected.get(0));
    }
  }

  /** The file without lines that name cells one by one, all of which differ. */
  private MatrixFile withoutOldLines(Map<String, Seen> cells) {
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
    return file.expectation(record.asCell(), record.kernel()).map(e -> e.line()).orElse(0);
  }

  private void write(MatrixFile rest, Reasons reasons) {
    var groups = new LinkedHashMap<End, List<CellRecord>>();
    differing.values().stream()
        .filter(r -> !Judged.isAsExpected(r, rest))
        .forEach(r -> groups.computeIfAbsent(End.of(r), e -> new ArrayList<>()).add(r));
    groups.forEach(
        (end, records) -> {
          var cells = records.stream().map(CellRecord::cell).toList();
          var why = end.works() ? "" : reasons.why(end, cells).strip();
          if (!end.works() && why.isEmpty()) {
            unexplained.addAll(cells);
            return;
          }
          for (var box : Box.joined(records.stream().map(Box::of).toList())) {
            draft.addBelow(place(box, records, rest), fields(box, end, why));
          }
        });
  }

  /** Below every line that says otherwise; among the others of the row, if that can be. */
  private int place(Box box, List<CellRecord> records, MatrixFile rest) {
    var least =
        records.stream()
            .filter(r -> r.row().equals(box.row()))
            .mapToInt(r -> line(r, rest))
            .max()
            .orElse(0);
    var own = draft.lastBeginning(box.row() + "/", "\"" + box.row() + "/");
    return own >= least && own > 0 ? own : draft.last();
  }

  private static List<String> fields(Box box, End end, String why) {
    var fields = new ArrayList<>(box.fields());
    fields.addAll(List.of(end.works() ? "works" : "fails", end.at(), end.error(), why));
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

  /** Cells that fail for a cause that nobody named: without one there is no line. */
  public List<String> unexplained() {
    return List.copyOf(unexplained);
  }

  /** Cells that still differ, for no expectation can be had of them, with the reason. */
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

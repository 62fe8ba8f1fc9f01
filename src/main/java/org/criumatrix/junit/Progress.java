package org.criumatrix.junit;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.criumatrix.matrix.Axis;
import org.criumatrix.matrix.Cell;
import org.criumatrix.record.CellRecord;
import org.criumatrix.verdict.Verdict;

/**
 * Shows the progress of a run: on a terminal in one line that changes, otherwise in a plain line at
 * intervals. The first cell of each kind of difference is shown at once, the others are counted.
 */
final class Progress implements AutoCloseable {

  /**
   * Returns to the first column and clears the rest of the line: a carriage return and ECMA-48's
   * EL.
   */
  private static final String CLEAR_LINE = "\r\u001b[K";

  private static final Duration PLAIN_EVERY = Duration.ofSeconds(10);
  private static final Duration TERMINAL_EVERY = Duration.ofMillis(100);
  private static final int MIN_WIDTH = 40;

  private final PrintStream out;
  private final boolean rewritesLines;
  private final int width;
  private int total;
  private final TimeLeft left;
  private final Path folder;
  private final Map<Thread, Long> laneFreeSince = new LinkedHashMap<>();
  private final Map<List<String>, Integer> differences = new LinkedHashMap<>();
  private long shown = System.nanoTime();
  private int done;
  private int fails;
  private int refuses;
  private int unexpected;
  private String now = "";

  /**
   * @param rewritesLines whether the output can replace a line
   * @param width the columns of the terminal
   * @param total the number of cells to run
   */
  Progress(
      PrintStream out, boolean rewritesLines, int width, int total, TimeLeft left, Path folder) {
    this.out = out;
    this.rewritesLines = rewritesLines;
    this.width = Math.max(MIN_WIDTH, width);
    this.total = total;
    this.left = left;
    this.folder = folder;
  }

  synchronized void begins(String cell) {
    now = cell;
    // Each wave has its own threads, which did not exist when the run began.
    laneFreeSince.putIfAbsent(Thread.currentThread(), System.nanoTime());
    if (rewritesLines) {
      show(false);
    }
  }

  synchronized void ended(CellRecord record) {
    var time = System.nanoTime();
    // The lane's work since its last cell was for this cell: its host, its golden run.
    var since = laneFreeSince.put(Thread.currentThread(), time);
    var own = record.timing().wall() == null ? 0 : record.timing().wall().toNanos() / 1e9;
    left.ended(record.row(), record.criu(), since == null ? 0 : (time - since) / 1e9, own);
    done++;
    fails += record.verdict() == Verdict.FAILS ? 1 : 0;
    refuses += record.verdict() == Verdict.REFUSES ? 1 : 0;
    if (record.differs()) {
      unexpected++;
      showFirstOfKind(record);
    }
    show(done == total);
  }

  /** Counts out a cell that is not run after all. */
  synchronized void skips(Cell cell) {
    total--;
    left.expects(cell.caseId().row(), cell.on(Axis.CRIU), 0, -1);
  }

  private void showFirstOfKind(CellRecord record) {
    var kind =
        List.of(
            record.judgement().key(),
            String.valueOf(record.phase()),
            String.valueOf(record.error()));
    if (differences.merge(kind, 1, Integer::sum) > 1) {
      return;
    }
    clearLine();
    // Errors are taken from logs, and logs contain what the workload wrote.
    out.println(CellText.difference(record, folder).replaceAll("[\\p{Cntrl}&&[^\n]]+", " "));
  }

  private void show(boolean isDue) {
    var time = System.nanoTime();
    var pause = rewritesLines ? TERMINAL_EVERY : PLAIN_EVERY;
    if (!isDue && time - shown < pause.toNanos()) {
      return;
    }
    shown = time;
    var line =
        "%d of %d cells, %d failing, %s%d unexpected, %s left"
            .formatted(
                done, total, fails, refuses > 0 ? refuses + " refusing, " : "", unexpected, left());
    if (rewritesLines) {
      var whole = line + "  " + now;
      out.print(CLEAR_LINE + whole.substring(0, Math.min(whole.length(), width - 1)));
      out.flush();
    } else {
      out.println(line);
    }
  }

  private String left() {
    if (done == 0) {
      return "unknown time";
    }
    var seconds = Math.round(left.seconds());
    return seconds >= 60 ? "%d min %02d s".formatted(seconds / 60, seconds % 60) : seconds + " s";
  }

  private void clearLine() {
    if (rewritesLines) {
      out.print(CLEAR_LINE);
    }
  }

  @Override
  public synchronized void close() {
    clearLine();
    out.flush();
  }
}

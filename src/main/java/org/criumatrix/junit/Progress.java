package org.criumatrix.junit;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import org.criumatrix.record.CellRecord;

/**
 * Tells how far the run is: on a terminal one line that changes, elsewhere a plain line now and
 * then. What is not as expected is told at once.
 */
final class Progress implements AutoCloseable {

  private static final Duration PLAIN_EVERY = Duration.ofSeconds(10);
  private static final Duration TERMINAL_EVERY = Duration.ofMillis(100);
  private static final int NARROWEST = 40;

  private final PrintStream out;
  private final boolean terminal;
  private final int width;
  private final int total;
  private final Path folder;
  private final long began = System.nanoTime();
  private long told = began;
  private int done;
  private int fails;
  private int unexpected;
  private String now = "";

  Progress(PrintStream out, boolean terminal, int width, int total, Path folder) {
    this.out = out;
    this.terminal = terminal;
    this.width = Math.max(NARROWEST, width);
    this.total = total;
    this.folder = folder;
  }

  synchronized void begins(String cell) {
    now = cell;
    if (terminal) {
      tell(false);
    }
  }

  synchronized void ended(CellRecord record) {
    done++;
    fails += record.verdict().equals("fails") ? 1 : 0;
    if (!record.judgement().equals("as expected")) {
      unexpected++;
      wipe();
      // Errors come out of logs, and logs hold what the workload wrote.
      out.println(Told.difference(record, folder).replaceAll("[\\p{Cntrl}&&[^\n]]+", " "));
    }
    tell(done == total);
  }

  private void tell(boolean must) {
    var time = System.nanoTime();
    var pause = terminal ? TERMINAL_EVERY : PLAIN_EVERY;
    if (!must && time - told < pause.toNanos()) {
      return;
    }
    told = time;
    var line =
        "%d of %d cells, %d failing, %d unexpected, %s left"
            .formatted(done, total, fails, unexpected, left(time));
    if (terminal) {
      var whole = line + "  " + now;
      out.print("\r\u001b[K" + whole.substring(0, Math.min(whole.length(), width - 1)));
      out.flush();
    } else {
      out.println(line);
    }
  }

  private String left(long time) {
    if (done == 0) {
      return "unknown time";
    }
    var seconds = Math.round((time - began) / 1e9 / done * (total - done));
    return seconds >= 60 ? "%d min %02d s".formatted(seconds / 60, seconds % 60) : seconds + " s";
  }

  private void wipe() {
    if (terminal) {
      out.print("\r\u001b[K");
    }
  }

  @Override
  public synchronized void close() {
    wipe();
    out.flush();
  }
}

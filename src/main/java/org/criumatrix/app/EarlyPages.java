package org.criumatrix.app;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Writes the page of an unfinished run at intervals. */
final class EarlyPages {

  private static final Duration FIRST = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofMinutes(1);

  /** The time limit for one page; 20,000 cells take seconds. */
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final RunPages pages;
  private final Consumer<String> notes;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            var thread = new Thread(work, "early-pages");
            thread.setDaemon(true);
            return thread;
          });
  private boolean failed;

  private EarlyPages(RunPages pages, Consumer<String> notes) {
    this.pages = pages;
    this.notes = notes;
  }

  /** Starts writing pages: the first after three minutes, then one every minute. */
  static EarlyPages of(RunPages pages, Consumer<String> notes) {
    return of(pages, notes, FIRST, PAUSE);
  }

  static EarlyPages of(RunPages pages, Consumer<String> notes, Duration first, Duration pause) {
    var early = new EarlyPages(pages, notes);
    early.clock.scheduleWithFixedDelay(
        early::write, first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    return early;
  }

  private void write() {
    try {
      pages.writePage();
    } catch (IOException | RuntimeException e) {
      // The run continues, and its end reports a full disk. One note is enough.
      if (!failed) {
        notes.accept("the page of the unfinished run cannot be written: " + e.getMessage());
      }
      failed = true;
    }
  }

  /**
   * Stops writing pages, and waits for one that is being written: it must not replace the last page
   * of the run.
   */
  void stop() {
    clock.shutdown();
    try {
      if (!clock.awaitTermination(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        notes.accept("a page of the unfinished run is still being written");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package org.criumatrix.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Recorder;
import org.criumatrix.record.Run;
import org.criumatrix.record.RunInfo;
import org.criumatrix.runs.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that a run which is stopped early has left a page. */
class EarlyPagesTest {

  private static final int PLANNED = 40;
  private static final Duration SOON = Duration.ofMillis(1);
  private static final Duration NEVER = Duration.ofHours(1);

  @TempDir Path folder;
  private final BlockingQueue<String> written = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> notes = new LinkedBlockingQueue<>();
  private EarlyPages early;

  @AfterEach
  void stop() {
    early.stop();
  }

  private RunPages pages(Recorder recorder) {
    return new RunPages(
        folder,
        recorder,
        ended -> {
          var i = Samples.of(PLANNED, "4.2.1", "4.3");
          written.add("asked");
          return new RunInfo(
              i.suite(),
              i.started(),
              ended,
              i.options(),
              i.hosts(),
              i.criuBuilds(),
              i.notes(),
              PLANNED,
              recorder.records().size(),
              i.expectations());
        });
  }

  private Recorder with(CellRecord... records) throws IOException {
    var recorder = Recorder.fresh(folder);
    for (var record : records) {
      recorder.add(record);
    }
    return recorder;
  }

  /** When the provenance is requested a second time, the first page has been written. */
  private void awaitPages(int number) throws InterruptedException {
    for (var i = 0; i <= number; i++) {
      assertThat(written.poll(20, TimeUnit.SECONDS)).as("page %d", i).isNotNull();
    }
  }

  @Test
  void thePageOfAnUnfinishedRunHasTheCellsThatHaveEnded() throws Exception {
    var recorder = with(Samples.cell("serial/java").works());
    early = EarlyPages.of(pages(recorder), notes::add, SOON, SOON);
    awaitPages(1);
    recorder.add(Samples.cell("network/tcp").fails("dump", "there are no sockets"));
    awaitPages(2);
    early.stop();

    // The state that a killed run leaves: no end, 2 of 40 cells, and a page that shows them.
    var left = Run.read(folder);
    assertThat(left.info()).get().satisfies(i -> assertThat(i.isWhole()).isFalse());
    assertThat(Files.readString(folder.resolve("index.html")))
        .contains("serial/java", "network/tcp", "there are no sockets")
        .endsWith("</html>\n");
    assertThat(notes).isEmpty();
  }

  /** A page begun before the run's end would replace the last page. */
  @Test
  void afterItsStopNoPageIsWritten() throws Exception {
    var recorder = with(Samples.cell("serial/java").works());
    for (var i = 0; i < 50; i++) {
      early = EarlyPages.of(pages(recorder), notes::add, Duration.ZERO, SOON);
      awaitPages(0);
      early.stop();
      Files.deleteIfExists(folder.resolve("index.html"));
      var asked = written.size();

      assertThat(folder.resolve("index.html")).doesNotExist();
      assertThat(written).hasSize(asked);
      written.clear();
    }
  }

  @Test
  void nothingIsWrittenBeforeItsTime() throws Exception {
    early = EarlyPages.of(pages(with()), notes::add, NEVER, NEVER);
    early.stop();

    assertThat(folder.resolve("index.html")).doesNotExist();
  }

  @Test
  void aPageThatCannotBeWrittenIsReportedOnceAndTheRunContinues() throws Exception {
    var recorder = with(Samples.cell("serial/java").works());
    Files.createDirectories(folder.resolve("index.html").resolve("in the way"));
    early = EarlyPages.of(pages(recorder), notes::add, SOON, SOON);
    awaitPages(3);
    early.stop();

    assertThat(List.copyOf(notes))
        .singleElement()
        .satisfies(
            n -> assertThat(n).startsWith("the page of the unfinished run cannot be written"));
  }
}

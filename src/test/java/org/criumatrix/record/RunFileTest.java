package org.criumatrix.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFileTest {

  private static final CellRecord FULL = CellRecords.full("Can't map “…”\n");

  /** A line of this one is longer than what is read at once. */
  private static final CellRecord LONG = CellRecords.full("Can't map " + "é".repeat(100_000));

  private static final CellRecord BARE = CellRecords.bare("row/b");

  @TempDir Path folder;

  private RunFile open(RunInfo info, CellRecord... records) throws IOException {
    var recorder = Recorder.fresh(folder);
    for (var record : records) {
      recorder.add(record);
    }
    recorder.write(info);
    return RunFile.open(folder);
  }

  private static List<CellRecord> all(RunFile run) throws IOException {
    var records = new ArrayList<CellRecord>();
    run.records(records::add);
    return records;
  }

  @Test
  void itHasTheRecordsOfTheWholeRunInTheirOrder() throws Exception {
    var info = CellRecords.run("0.1", 3);
    var run = open(info, FULL, LONG, BARE);

    assertThat(run.info()).isEqualTo(info);
    assertThat(all(run)).containsExactly(FULL, LONG, BARE).isEqualTo(Run.read(folder).records());
    assertThat(all(run)).as("read again").hasSize(3);
  }

  @Test
  void oneFileWithBothIsARunToo() throws Exception {
    var info = CellRecords.run("0.1", 2);
    open(info, FULL, BARE);
    var file = Files.writeString(folder.resolve("one.jsonl"), Run.read(folder).asOneText());
    var run = RunFile.open(file);

    assertThat(run.info()).isEqualTo(info);
    assertThat(all(run)).containsExactly(FULL, BARE);
  }

  @Test
  void aLastLineThatIsNotCompleteIsNoRecord() throws Exception {
    var run = open(CellRecords.run("0.1", 1), FULL);
    Files.writeString(folder.resolve(Run.RECORDS), "{\"cell\":\"", StandardOpenOption.APPEND);

    assertThat(all(run)).containsExactly(FULL);
  }

  @Test
  void aRunWithoutACellHasNoRecords() throws Exception {
    var run = open(CellRecords.run("0.1", 0));
    Files.deleteIfExists(folder.resolve(Run.RECORDS));

    assertThat(all(run)).isEmpty();
  }

  @Test
  void aMalformedLineIsNamed() throws Exception {
    var run = open(CellRecords.run("0.1", 1), FULL);
    Files.writeString(folder.resolve(Run.RECORDS), "{}\n{}\n", StandardOpenOption.APPEND);

    assertThatIOException()
        .isThrownBy(() -> all(run))
        .withMessageContaining("records.jsonl:2: not a record: ");
  }

  @Test
  void aRunWithoutProvenanceIsNamedWithTheRemedy() throws Exception {
    open(CellRecords.run("0.1", 1), FULL);
    Files.delete(folder.resolve(Run.INFO));

    assertThatIOException()
        .isThrownBy(() -> RunFile.open(folder))
        .withMessageContaining("has no run.json")
        .withMessageContaining("-Dresume");
    assertThatIOException()
        .isThrownBy(() -> RunFile.open(folder.resolve("gone")))
        .withMessageContaining("is no run: there is no file");
  }

  @Test
  void aLineThatNeverEndsIsRefusedBeforeItFillsTheMemory() throws Exception {
    var file = folder.resolve("endless.jsonl");
    try (var out = Files.newOutputStream(file)) {
      var part = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
      for (var i = 0; i < 40; i++) {
        out.write(part);
      }
    }

    assertThatIOException()
        .isThrownBy(() -> RunFile.open(file))
        .withMessageContaining("endless.jsonl: a line has more than");
  }
}

package org.criumatrix.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {

  private static final CellRecord FULL = CellRecords.full("Can't map “…”\n");
  private static final CellRecord BARE = CellRecords.bare("row/b");

  @TempDir Path folder;

  private Path recorded(RunInfo info, CellRecord... records) throws IOException {
    var recorder = Recorder.fresh(folder);
    for (var record : records) {
      recorder.add(record);
    }
    if (info != null) {
      recorder.write(info);
    }
    return folder;
  }

  @Test
  void isReadFromItsFolderAndFromItsRecords() throws Exception {
    var info = CellRecords.run("0.1", 2);
    recorded(info, FULL, BARE);

    assertThat(Run.read(folder).records()).containsExactly(FULL, BARE);
    assertThat(Run.read(folder).info()).contains(info);
    assertThat(Run.read(folder).folder()).isEqualTo(folder);
    var byFile = Run.read(folder.resolve("records.jsonl"));
    assertThat(byFile.info()).contains(info);
    assertThat(byFile.folder()).isEqualTo(folder);
  }

  @Test
  void comesBackFromOneText() throws Exception {
    var info = CellRecords.run("0.1", 2);
    var run = Run.read(recorded(info, FULL, BARE));
    var file = Files.writeString(folder.resolve("one.jsonl"), run.asOneText());

    assertThat(Run.read(file).records()).containsExactly(FULL, BARE);
    assertThat(Run.read(file).info()).contains(info);
  }

  @Test
  void whatWasCutOffHasNoProvenanceAndBorrowsNone() throws Exception {
    recorded(null, FULL);
    assertThat(Run.read(folder).info()).isEmpty();

    recorded(CellRecords.run("0.1", 1), BARE);
    assertThat(Run.read(folder.resolve("records.previous.jsonl")).info()).isEmpty();
  }

  @Test
  void aRunWithoutACellIsOneToo() throws Exception {
    recorded(CellRecords.run("0.1", 0));

    assertThat(Run.read(folder).records()).isEmpty();
  }

  @Test
  void whatIsNoRunIsNamed() throws Exception {
    assertThatIOException()
        .isThrownBy(() -> Run.read(folder))
        .withMessageContaining("is no run: there is no file")
        .withMessageContaining("records.jsonl");
    recorded(CellRecords.run("0.1", 1));
    assertThatIOException().isThrownBy(() -> Run.read(folder)).withMessageContaining("is no run");
    Files.writeString(folder.resolve("run.json"), "{\"suite\": 1");
    assertThatIOException()
        .isThrownBy(() -> Run.read(folder))
        .withMessageContaining("run.json: not the provenance of a run");
  }

  @Test
  void aRunIsWholeWhenItHasEndedAndEveryCellHasARecord() {
    var info = CellRecords.run("0.1", 2);

    assertThat(info.isWhole()).isTrue();
    assertThat(with(info, info.ended(), 1).isWhole()).isFalse();
    assertThat(with(info, null, 2).isWhole()).isFalse();
  }

  private static RunInfo with(RunInfo i, String ended, int recorded) {
    return new RunInfo(
        i.suite(),
        i.started(),
        ended,
        i.options(),
        i.hosts(),
        i.criuBuilds(),
        i.notes(),
        i.cellsPlanned(),
        recorded,
        i.expectations());
  }
}

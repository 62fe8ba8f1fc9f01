package org.criumatrix.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.criumatrix.testing.SampleCell;
import org.criumatrix.verdict.Judgement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderTest {

  private static final CellRecord FULL = CellRecords.full("Can't map “…”\n\u001b[2J");
  private static final CellRecord BARE = CellRecords.bare("row/b");

  @TempDir Path temporary;
  private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    folder = temporary.resolve("not").resolve("there");
    file = folder.resolve("records.jsonl");
  }

  private void recorded(CellRecord... records) throws IOException {
    var recorder = Recorder.fresh(folder);
    recorder.write(CellRecords.run("0.1", records.length));
    for (var record : records) {
      recorder.add(record);
    }
  }

  @Test
  void addsALineAsEachCellEnds() throws Exception {
    var recorder = Recorder.fresh(folder);
    recorder.add(FULL);
    assertThat(Files.readAllLines(file)).hasSize(1);
    recorder.add(BARE);

    assertThat(Files.readAllLines(file)).hasSize(2);
    assertThat(Recorder.read(file)).containsExactly(FULL, BARE).isEqualTo(recorder.records());
    assertThat(recorder.has(BARE.id(), 1)).isTrue();
    assertThat(recorder.has("another", 1)).isFalse();
  }

  @Test
  void keepsTheRecordsOfTheRunBefore() throws Exception {
    recorded(FULL);
    recorded(BARE);
    var third = Recorder.fresh(folder);

    assertThat(third.records()).isEmpty();
    assertThat(file).doesNotExist();
    assertThat(folder.resolve("run.json")).doesNotExist();
    assertThat(Recorder.read(folder.resolve("records.previous.jsonl"))).containsExactly(BARE);
  }

  @Test
  void goesOnWhereARunWasCutOffInTheMiddleOfALine() throws Exception {
    recorded(FULL, BARE);
    var bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 20));
    var recorder = Recorder.resumed(folder);
    assertThat(recorder.records()).containsExactly(FULL);
    assertThat(recorder.has(BARE.id(), 1)).isFalse();
    recorder.add(BARE);
    assertThat(Recorder.read(file)).containsExactly(FULL, BARE);
  }

  @Test
  void goesOnWhereverInALineARunWasCutOff() throws Exception {
    recorded(BARE, FULL);
    var bytes = Files.readAllBytes(file);
    var first = Files.readAllLines(file).get(0).length() + 1;
    for (var length = first; length < bytes.length; length++) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertThat(Recorder.read(file)).as("cut off after %d bytes", length).containsExactly(BARE);
    }
  }

  @Test
  void resumesWithNothingWhereNothingIs() throws Exception {
    assertThat(Recorder.resumed(folder).records()).isEmpty();
    Files.writeString(file, "");
    assertThat(Recorder.resumed(folder).records()).isEmpty();
    Files.writeString(file, "{\"cell\":");
    assertThat(Recorder.resumed(folder).records()).isEmpty();
  }

  @Test
  void countsACellOnceHoweverOftenItWasRun() throws Exception {
    recorded(BARE, FULL, BARE);

    assertThat(Recorder.resumed(folder).records()).containsExactly(BARE, FULL);
    assertThat(Recorder.read(file)).containsExactly(BARE, FULL);
  }

  @Test
  void namesALineInTheMiddleThatIsNoRecord() throws Exception {
    recorded(FULL, BARE);
    var lines = Files.readAllLines(file);
    Files.writeString(file, lines.get(0) + "\n{\"cell\": 3,\n" + lines.get(1) + "\n");

    assertThatIOException()
        .isThrownBy(() -> Recorder.resumed(folder))
        .withMessageStartingWith(file + ":2: not a record: ");
  }

  @Test
  void keepsARecordInMemoryThatTheDiskDoesNotTake() throws Exception {
    var recorder = Recorder.fresh(folder);
    Files.createDirectory(file);

    assertThatIOException().isThrownBy(() -> recorder.add(FULL));
    assertThat(recorder.records()).containsExactly(FULL);
    Files.delete(file);
    recorder.add(BARE);
    assertThat(Recorder.read(file)).containsExactly(FULL, BARE);
  }

  @Test
  void triesABrokenCellAgain() throws Exception {
    recorded(FULL, SampleCell.of("row/c").broken("no space left"));

    assertThat(Recorder.resumed(folder).records()).containsExactly(FULL);
    assertThat(Recorder.read(file)).containsExactly(FULL);
  }

  @Test
  void keepsEveryAttemptAndCountsTheWorst() throws Exception {
    var cell = SampleCell.of("row/c");
    var first = cell.works();
    var second = cell.attempt(2).judged(Judgement.REGRESSION).fails("dump", "Error");
    var third = cell.attempt(3).judged(Judgement.AS_EXPECTED).works();
    recorded(first, second, third, FULL);
    var recorder = Recorder.resumed(folder);

    assertThat(recorder.records()).containsExactly(first, second, third, FULL);
    assertThat(recorder.worst()).containsExactly(second, FULL);
    assertThat(recorder.has(first.id(), 3)).isTrue();
    assertThat(recorder.has(first.id(), 4)).isFalse();
  }
}

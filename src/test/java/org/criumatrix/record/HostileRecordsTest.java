package org.criumatrix.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.criumatrix.testing.Hostile;
import org.junit.jupiter.api.Test;

/**
 * A run's files with any content: they can be read, or the error names file and line. What was read
 * has every field that other code relies on, and can be written again.
 */
class HostileRecordsTest {

  private static final Path FILE = Path.of("records.jsonl");

  private static String lines(CellRecord... records) throws IOException {
    return RecordLines.of(List.of(records));
  }

  private static void isWhole(CellRecord record) throws IOException {
    if (record.traits() != null) {
      assertThat(record.traits()).doesNotContainValue(null);
    }
    assertThat(record.axes().cell().id()).isNotEmpty();
    assertThat(record.evidence().commands()).doesNotContainNull();
    assertThat(record.evidence().kernelLog()).doesNotContainNull();
    assertThat(record.evidence().criuStats()).doesNotContainValue(null);
    assertThat(record.result().checks()).doesNotContainValue(null);
  }

  private static void isWhole(RunInfo run) {
    assertThat(run.selection()).doesNotContainValue(null);
    assertThat(run.hosts()).doesNotContainValue(null);
    assertThat(run.build("4.2.1")).isNotNull();
    assertThat(run.notes()).doesNotContainNull();
  }

  @Test
  void recordsAreReadOrTheLineIsNamed() throws IOException {
    var full = CellRecords.full("Can't map “…”\n");
    var bare = CellRecords.bare("row/b");
    var run = RecordLines.of(CellRecords.run("0.1", 2));
    Hostile.texts(
        List.of(
            lines(full),
            run + lines(bare),
            lines(bare),
            "null\n",
            "{\"run\":null}\n" + lines(bare)),
        input -> {
          try {
            var read = RecordLines.parse(FILE, input);
            for (var record : read.records()) {
              isWhole(record);
            }
            read.run().ifPresent(HostileRecordsTest::isWhole);
            var whole = new Run(FILE, read.records(), read.run());
            whole.worst();
            assertThat(RecordLines.parse(FILE, whole.asOneText())).isEqualTo(read);
          } catch (IOException e) {
            assertThat(e.getMessage()).matches("(?s)records\\.jsonl:\\d+: not a record: \\S.*");
          }
        });
  }

  @Test
  void provenanceIsReadOrTheFileIsNamed() throws IOException {
    var run = RecordLines.pretty(CellRecords.run("0.1", 2));
    Hostile.texts(
        List.of(run, run.replace("[ ]", "[ { \"version\" : \"4.3\" } ]"), "null", "{}"),
        input -> {
          try {
            isWhole(RecordLines.parseRun(Path.of("run.json"), input));
          } catch (IOException e) {
            assertThat(e.getMessage())
                .matches("(?s)run\\.json: not the provenance of a run: \\S.*");
          }
        });
  }
}

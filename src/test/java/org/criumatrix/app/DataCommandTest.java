package org.criumatrix.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.criumatrix.dataset.DataJson;
import org.criumatrix.dataset.RunEntry;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Recorder;
import org.criumatrix.runs.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** The command data as a user calls it. */
@ResourceLock(Resources.SYSTEM_OUT)
class DataCommandTest {

  @TempDir Path folder;
  private CommandCall called;
  private Path run;
  private Path to;

  @BeforeEach
  void record() throws IOException {
    run =
        recorded(
            "run",
            Samples.cell("serial/java").works(),
            Samples.cell("serial/python").fails("dump", "stuck at /home/alice/x"));
    to = folder.resolve("data");
  }

  private Path recorded(String name, CellRecord... records) throws IOException {
    var place = Files.createDirectories(folder.resolve(name));
    var recorder = Recorder.fresh(place);
    for (var record : records) {
      recorder.add(record);
    }
    recorder.write(Samples.info(records.length));
    return place;
  }

  private int call(Object... words) {
    called = CommandCall.of(words);
    return called.exit();
  }

  @Test
  void writesTheFilesAndSaysWhatIsInThem() throws Exception {
    assertThat(call("data", run, "--to", to)).isZero();

    assertThat(called.out())
        .startsWith(to + ": 1 runs of 1 machines, 2 cells, 1 causes, 2 answers");
    assertThat(called.err()).contains(run + ", 2 cells");
    assertThat(to).isDirectoryContaining(f -> f.endsWith("data.sqlite"));
    assertThat(to).isDirectoryContaining(f -> f.endsWith("SHA256SUMS"));
    assertThat(DataJson.read(to).cells().toString())
        .contains("/home/USER/x")
        .doesNotContain("alice");
  }

  @Test
  void namesStayIfTheUserWantsThem() throws Exception {
    assertThat(call("data", run, "--to", to, "--no-redaction")).isZero();

    assertThat(DataJson.read(to).cells().toString()).contains("/home/alice/x");
  }

  @Test
  void aPlaceThatCannotBeUsedEndsItAndNothingIsWritten() throws Exception {
    var broken = Files.writeString(folder.resolve("broken.tar.gz"), "no archive");

    assertThat(call("data", run, broken, folder.resolve("gone"), "--to", to)).isEqualTo(2);

    assertThat(called.err())
        .contains("criu-matrix: " + broken)
        .contains("gone is no run")
        .contains("nothing is written; --skip-bad leaves such runs out");
    assertThat(to).doesNotExist();
  }

  @Test
  void badRunsCanBeSkipped() throws Exception {
    var broken = recorded("broken", Samples.cell("serial/java").works());
    Files.writeString(broken.resolve("records.jsonl"), "{}\n");
    Files.writeString(
        broken.resolve("run.json"),
        Files.readString(broken.resolve("run.json")).replace("2026-11-22", "2026-11-21"));

    assertThat(call("data", run, broken, "--to", to, "--skip-bad")).isZero();

    assertThat(called.err())
        .contains("skipped: " + broken.resolve("records.jsonl") + ":1: not a record");
    assertThat(called.out()).contains("1 runs skipped");
    assertThat(DataJson.read(to).runs()).extracting(RunEntry::cells).containsExactly(2);
  }

  @Test
  void aRunThatIsMalformedFurtherDownEndsItToo() throws Exception {
    Files.writeString(run.resolve("records.jsonl"), "{}\n");

    assertThat(call("data", run, "--to", to)).isEqualTo(2);
    assertThat(called.err()).contains("records.jsonl:1: not a record");
    assertThat(to).doesNotExist();
  }

  @Test
  void ifEveryRunIsBadNothingIsWrittenEither() throws Exception {
    Files.writeString(run.resolve("records.jsonl"), "{}\n");

    assertThat(call("data", run, "--to", to, "--skip-bad")).isEqualTo(2);
    assertThat(to).doesNotExist();
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws Exception {
    var file = Files.writeString(folder.resolve("file"), "");

    assertThat(call("data", run, "--to", file)).isEqualTo(6);
    assertThat(called.err()).contains(file + " cannot be written");
  }
}

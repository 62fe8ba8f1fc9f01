package org.criumatrix.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.criumatrix.record.CellRecord;
import org.criumatrix.runs.Samples;
import org.criumatrix.testing.SampleCell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** {@code ./criu-matrix profiles} as a user calls it, and what other commands make of its runs. */
@ResourceLock(Resources.SYSTEM_OUT)
class ProfilesCommandTest {

  @TempDir Path folder;
  private Path own;
  private Path lxc;

  @BeforeEach
  void writeRuns() throws IOException {
    own =
        run(
            "own",
            SampleCell.of("objects/pipe-full").held("pipe").works(),
            SampleCell.of("serial/a").works());
    lxc =
        run(
            "lxc",
            SampleCell.of("objects/pipe-full").profile("lxc").held("lxc-only").works(),
            SampleCell.of("serial/a").profile("lxc").fails("restore", "no"));
  }

  private Path run(String name, CellRecord... records) throws IOException {
    return Samples.written(folder.resolve(name), Samples.info(records.length), records).place();
  }

  @Test
  void runsAreColumnsOfOneTable() throws IOException {
    var data = folder.resolve("data.csv");

    var markdown = CommandCall.of("profiles", own, lxc, "--md", "--data", data);

    assertThat(markdown.exit()).as(markdown.err()).isZero();
    assertThat(markdown.out()).contains("| own options | 2 |", "| a | ✓ | lost |");
    assertThat(Files.readString(data)).contains("4.3,a,lost,lxc,,");
  }

  @Test
  void globsSelectCells() {
    assertThat(CommandCall.of("profiles", own, lxc, "--cells", "objects/*", "--csv").out())
        .contains("4.3,pipe-full,kept,lxc; own options,,")
        .doesNotContain(",a,");
  }

  @Test
  void aRunWithAProfileIsNeeded() {
    var refused = CommandCall.of("profiles", own);

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("no cell of these runs has a profile; -Dprofile=NAME");
    assertThat(CommandCall.of("profiles", folder).exit()).isEqualTo(2);
  }

  @Test
  void nothingIsLearntFromAProfile() throws IOException {
    assertThat(CommandCall.of("learn", own, lxc, "--to", folder).exit()).isZero();

    assertThat(Files.readString(folder.resolve("evidence.csv")))
        .contains("pipe,")
        .doesNotContain("lxc-only");
  }
}

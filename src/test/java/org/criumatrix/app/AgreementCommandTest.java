package org.criumatrix.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.criumatrix.record.CellRecord;
import org.criumatrix.runs.Samples;
import org.criumatrix.testing.SampleCell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** {@code ./criu-matrix agreement} as a user calls it. */
@ResourceLock(Resources.SYSTEM_OUT)
class AgreementCommandTest {

  @TempDir Path folder;

  private Path run(String... cells) throws IOException {
    var records = new CellRecord[cells.length];
    for (var i = 0; i < cells.length; i++) {
      records[i] = SampleCell.of(cells[i]).privilege("root").works();
    }
    return Samples.written(folder.resolve("run"), Samples.info(cells.length), records).place();
  }

  @Test
  void aPairIsALineOfTheTable() throws IOException {
    var call = CommandCall.of("agreement", run("zdtm/pipe00-h", "objects/pipe-full"), "--md");

    assertThat(call.exit()).as(call.err()).isZero();
    assertThat(call.out()).contains("| pipe00 | h: works | pipe-full | works |");
  }

  @Test
  void theDataIsPrintedAndWritten() throws IOException {
    var file = folder.resolve("data.csv");
    var run = run("zdtm/pipe00-h", "objects/pipe-full");

    var call = CommandCall.of("agreement", run, "--csv", "--data", file);

    assertThat(call.out().lines()).hasSize(3).anyMatch(l -> l.contains("zdtm,pipe00-h,works"));
    assertThat(file).hasContent(call.out());
  }

  @Test
  void aRunWithoutPairsIsAMistake() throws IOException {
    assertThat(CommandCall.of("agreement", run("serial/a")).exit())
        .isEqualTo(ExitCode.USAGE.code());
  }
}

package org.criumatrix.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviousRunTest {

  private static final String RECORD =
      """
      {"cell":"row/case[criu=4.3,privilege=root,runtime=none,host=local]","row":"row","case":"row/case","criu":"4.3","privilege":"root",\
      "runtime":"none","host":"local","kernel":"6.18","verdict":"works","expected":"works",\
      "judgement":"as expected","attempt":1}
      """;

  @TempDir Path target;
  private Path matrix;
  private Path log;

  @BeforeEach
  void leave() throws IOException {
    matrix = target.resolve("matrix");
    log = matrix.resolve("evidence/row/case/1-dump.log");
    Files.createDirectories(log.getParent());
    Files.writeString(log, "old");
    Files.writeString(matrix.resolve("records.jsonl"), RECORD);
  }

  @Test
  void removesTheOldLogsWithTheirRecords() throws Exception {
    assertThat(PreviousRun.recorder(false, matrix, target).records()).isEmpty();
    assertThat(log).doesNotExist();
    assertThat(matrix.resolve("records.jsonl")).doesNotExist();
  }

  @Test
  void keepsTheLogsOfARunThatIsGoneOnWith() throws Exception {
    assertThat(PreviousRun.recorder(true, matrix, target).records()).hasSize(1);
    assertThat(log).hasContent("old");
  }

  @Test
  void removesTheLogsThatAKilledRunHasLeftWithoutRecords() throws Exception {
    Files.delete(matrix.resolve("records.jsonl"));

    assertThat(PreviousRun.recorder(true, matrix, target).records()).isEmpty();
    assertThat(log).doesNotExist();
  }
}

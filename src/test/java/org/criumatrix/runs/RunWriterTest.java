package org.criumatrix.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunWriterTest {

  private static final CellRecord JAVA = Samples.cell("serial/java").works();
  private static final CellRecord TCP = Samples.cell("network/tcp").fails("dump", "no");

  @TempDir Path folder;

  private Run written(String name, CellRecord record) throws Exception {
    var run = Samples.written(folder.resolve(name), Samples.info(1), record);
    var evidence = Files.createDirectories(run.folder().resolve(record.evidence().folder()));
    Files.writeString(evidence.resolve("1-dump.log"), "the log of " + record.id());
    Files.createDirectories(run.folder().resolve("controls/serial"));
    Files.writeString(run.folder().resolve("controls/serial/log"), name);
    return run;
  }

  @Test
  void theMergedRunHasTheRecordsTheEvidenceAndTheProvenanceOfAll() throws Exception {
    var runs = List.of(written("a", JAVA), written("b", TCP));
    var merged = Merge.of(runs, false);
    RunWriter.write(folder.resolve("out"), merged, runs);

    var out = Run.read(folder.resolve("out"));
    assertThat(out.records()).containsExactly(JAVA, TCP);
    assertThat(out.info()).contains(merged.info());
    for (var record : out.records()) {
      assertThat(out.folder().resolve(record.evidence().folder()).resolve("1-dump.log"))
          .hasContent("the log of " + record.id());
    }
    assertThat(out.folder().resolve("controls/serial/log")).hasContent("a");
  }
}

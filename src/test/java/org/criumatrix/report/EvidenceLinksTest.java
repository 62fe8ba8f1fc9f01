package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.criumatrix.record.CellRecord;
import org.criumatrix.testing.SampleCell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceLinksTest {

  /** Its evidence is in evidence/serial/c/4.3-1. */
  private static final CellRecord CELL = SampleCell.of("serial/c").works();

  @Test
  void listsTheFilesOfACellAndNoOthers() {
    var links =
        EvidenceLinks.among(
            List.of(
                "evidence/serial/c/4.3-1/work/out.txt",
                "evidence/serial/c/4.3-1/dump.log",
                "evidence/serial/c/4.3-10/dump.log",
                "index.html"));

    assertThat(links.of(CELL)).containsExactly("dump.log", "work/out.txt");
  }

  @Test
  void aCellWithVeryManyFilesHasSomeOfThem() {
    var files =
        IntStream.range(0, 100).mapToObj("evidence/serial/c/4.3-1/%03d.log"::formatted).toList();

    assertThat(EvidenceLinks.among(files).of(CELL)).hasSize(40).first().isEqualTo("000.log");
  }

  @Test
  void linksOutOfTheFolderAreNotFollowed(@TempDir Path run) throws Exception {
    var evidence = Files.createDirectories(run.resolve("evidence/serial/c/4.3-1"));
    Files.createSymbolicLink(evidence.resolve("passwd"), Path.of("/etc/passwd"));
    Files.createSymbolicLink(evidence.resolve("etc"), Path.of("/etc"));
    Files.writeString(evidence.resolve("dump.log"), "x");

    assertThat(EvidenceLinks.in(run).of(CELL)).containsExactly("dump.log");
    assertThat(EvidenceLinks.in(run.resolve("nowhere")).of(CELL)).isEmpty();
  }
}

package org.criumatrix.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;
import org.criumatrix.record.RunId;
import org.criumatrix.runs.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmissionTest {

  @TempDir Path folder;
  private Run run;
  private Path file;

  @BeforeEach
  void make() throws IOException {
    run = BundledRun.in(folder.resolve("run"));
    file = folder.resolve("sent.tar.gz");
  }

  private Submission written(String by, CellRecord... chosen) throws IOException {
    return writer(by, BundledRun.redactor(), chosen).write(file);
  }

  private SubmissionWriter writer(String by, Redactor redactor, CellRecord... chosen) {
    return new SubmissionWriter(run, List.of(chosen), redactor, by, SubmittedRun.NOW);
  }

  private List<String> folders() {
    return List.of(folder.toFile().list());
  }

  @Test
  void comesBackAsTheRedactedRun() throws IOException {
    var sent = written("Jane Doe");

    assertThat(sent).isEqualTo(SubmittedRun.read(file));
    assertThat(sent.by()).isEqualTo("Jane Doe");
    assertThat(sent.id()).isEqualTo(RunId.of(run.info().orElseThrow()));
    assertThat(sent.run().records())
        .extracting(CellRecord::id)
        .containsExactly(BundledRun.FAILS.id(), BundledRun.WORKS.id());
    assertThat(sent.run().records().get(0).error()).isEqualTo("/home/USER/in: no inotify");
    assertThat(sent.redacted()).isEqualTo("1 × home");
  }

  @Test
  void hasNoEvidenceUnlessItIsAskedFor() throws IOException {
    assertThat(written(null).files().keySet())
        .containsExactly("SHA256SUMS", "records.jsonl", "run.json", "submission.json");
    Files.delete(file);
    assertThat(written(null, BundledRun.FAILS).files())
        .containsKeys(
            "evidence/open-files/append/4.3-1/1-dump.log",
            "evidence/open-files/append/4.3-1/subject.stdout")
        .hasSize(6);
  }

  @Test
  void aNameIsOptionalAndOneLine() throws IOException {
    assertThat(written(null).by()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> writer("Jane\nDoe", Redactor.off()))
        .withMessage("a name is one line of 1 to 200 characters");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> writer("Jane \u202eDoe", Redactor.off()))
        .withMessage("a name has no character that changes the direction of the text (U+202E)");
  }

  /** A killed run has records that are newer than its provenance. */
  @Test
  void aRunThatWasKilledIsCountedAgain() throws IOException {
    run =
        Samples.written(
            folder.resolve("killed"), Samples.cutOff(9, 1), BundledRun.WORKS, BundledRun.FAILS);
    var info = written(null).run().info().orElseThrow();

    assertThat(info.cellsRecorded()).isEqualTo(2);
    assertThat(info.cellsPlanned()).isEqualTo(9);
    assertThat(info.ended()).isNull();
  }

  /** Programs print anything: what an error has of it must not keep the run from being accepted. */
  @Test
  void textsBecomePlain() throws IOException {
    var noisy =
        Samples.cell("serial/java")
            .fails("dump", "\u001b[31mno\r\n\u202eyes " + "x".repeat(99_999));
    run = Samples.written(folder.resolve("noisy"), Samples.info(1), noisy);

    assertThat(written(null).run().records().get(0).error())
        .startsWith("\\u001b[31mno\\u000d\n\\u202eyes xxx")
        .endsWith(" [cut here: the text had 100,028 bytes]")
        .hasSizeLessThan(PlainText.MAX_BYTES);
  }

  @Test
  void whatWouldBeRefusedIsNotLeftBehind() throws IOException {
    var strange = Samples.cell("serial/java").criu("9.9").works();
    run = Samples.written(folder.resolve("strange"), Samples.info(1), strange);
    var before = folders();

    assertThatIOException()
        .isThrownBy(() -> written(null))
        .withMessageEndingWith("records.jsonl:1: 'criu' is 9.9, which is no build of run.json");
    assertThat(folders()).containsExactlyInAnyOrderElementsOf(before);
  }

  @Test
  void redactionMayNotChangeTheIdOfTheRun() {
    var redactor =
        new Redactor(new Identity(Set.of(), Set.of(), Set.of()), Set.of(), List.of("EPYC"));

    assertThatIOException()
        .isThrownBy(() -> writer(null, redactor).write(file))
        .withMessageStartingWith("redaction would change the id of the run: a word named by");
    assertThat(file).doesNotExist();
  }

  @Test
  void isSmall() throws IOException {
    var cells =
        IntStream.range(0, 500)
            .mapToObj(i -> Samples.cell("serial/case-" + i))
            .map(c -> c.ran("criu dump -D /tmp/images -t 15 -o dump.log").fails("dump", "no"))
            .toArray(CellRecord[]::new);
    run = Samples.written(folder.resolve("large"), Samples.info(cells.length), cells);
    written(null);

    assertThat(Files.size(file)).isLessThan(500_000);
  }

  @Test
  void aBundleIsAcceptedToo() throws IOException {
    var bundle = BundledRun.bundle(Files.createDirectories(folder.resolve("bundle")));
    var read = SubmittedRun.read(bundle);

    assertThat(read.by()).isEmpty();
    assertThat(read.run().records()).hasSize(2);
    assertThat(Submission.isIn(bundle)).isFalse();
    written(null);
    assertThat(Submission.isIn(file)).isTrue();
  }

  /** Evidence that lies next to the archive is not that of the run. */
  @Test
  void hasNoFolderOnThisMachine() throws IOException {
    var sent = written(null);
    Files.createDirectories(folder.resolve("evidence/open-files/append/4.3-1"));
    Files.writeString(folder.resolve("evidence/open-files/append/4.3-1/1-dump.log"), "mine");

    assertThat(EvidenceFiles.of(sent.run(), sent.run().records().get(0))).isEmpty();
  }
}

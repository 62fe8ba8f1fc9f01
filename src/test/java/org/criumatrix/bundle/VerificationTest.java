package org.criumatrix.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.runs.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String SUMS =
      "find . -type f ! -name SHA256SUMS -printf '%P\\0' | xargs -0 sha256sum > SHA256SUMS";

  @TempDir Path folder;
  private Path bundle;

  @BeforeEach
  void make() throws IOException {
    bundle = BundledRun.bundle(folder);
  }

  private Verification verified() throws IOException {
    return Verification.of(bundle, Samples.SUITE);
  }

  /** Unpacks the archive, changes it in its folder, and packs it again. */
  private void changed(String command) {
    shell("mkdir x && tar xzf run.tar.gz -C x && (cd x/*/ && %s)".formatted(command));
    shell("tar czf run.tar.gz -C x $(ls x)");
  }

  private void shell(String command) {
    var line = "cd '%s' && %s".formatted(folder, command);
    var exit = LocalCommand.run(LIMIT, Map.of(), List.of("sh", "-c", line));
    assertThat(exit.succeeded()).as(exit.stderr()).isTrue();
  }

  @Test
  void anUntouchedOneIsWhole() throws IOException {
    assertThat(verified()).isEqualTo(new Verification(16, 2, List.of(), List.of()));
  }

  @Test
  void anotherTarsArchiveOfTheSameFilesIsWholeToo() throws IOException {
    changed("true");

    assertThat(verified().problems()).isEmpty();
  }

  @Test
  void whatWasChangedAddedOrTakenAwayIsNamed() throws IOException {
    changed(
        "echo x >> evidence/open-files/append/4.3-1/1-dump.log && rm reproduce.tsv && touch new");

    assertThat(verified().problems())
        .containsExactlyInAnyOrder(
            "evidence/open-files/append/4.3-1/1-dump.log was changed: its checksum is another",
            "reproduce.tsv is gone",
            "there is no reproduce.tsv",
            "new was added: the manifest does not know it");
  }

  @Test
  void recordsThatWereForgedDoNotFitTheTables() throws IOException {
    changed("sed -i 's/\"verdict\":\"fails\"/\"verdict\":\"works\"/' records.jsonl && " + SUMS);

    assertThat(verified().problems())
        .contains(
            "matrix.csv is not what the records say", "index.html is not what the records say");
  }

  @Test
  void recordsThatAreMissingAreMissed() throws IOException {
    changed("sed -i 1d records.jsonl && " + SUMS);

    assertThat(verified().problems()).contains("run.json speaks of 2 records, records.jsonl has 1");
  }

  @Test
  void theTablesOfAnotherSuiteAreNotJudged() throws IOException {
    changed("sed -i 's/./x/' matrix.csv && " + SUMS);
    var found = Verification.of(bundle, "0.2.0");

    assertThat(found.problems()).isEmpty();
    assertThat(found.reservations())
        .singleElement()
        .asString()
        .endsWith("they were made by criu-matrix 0.1.0 (563c695), and this is 0.2.0");
  }

  @Test
  void whatWouldBeUnpackedElsewhereIsRefused() {
    changed("ln -s /etc/passwd link");

    assertThatThrownBy(this::verified).hasMessageEndingWith("/link is no plain file");
  }

  @Test
  void pathsThatLeaveTheFolderAreRefused() {
    shell("touch f && tar czPf run.tar.gz --transform 's,^,a/../../,' f");

    assertThatThrownBy(this::verified)
        .hasMessageContaining("would be unpacked outside of its folder");
  }

  @Test
  void somethingElseIsNoBundle() throws IOException {
    Files.writeString(bundle, "no archive");

    assertThatThrownBy(this::verified).isInstanceOf(IOException.class);
  }

  @Test
  void aHalfOneIsNoBundle() throws IOException {
    var bytes = Files.readAllBytes(bundle);
    Files.write(bundle, Arrays.copyOf(bytes, bytes.length / 2));

    assertThatThrownBy(this::verified).isInstanceOf(IOException.class);
  }
}

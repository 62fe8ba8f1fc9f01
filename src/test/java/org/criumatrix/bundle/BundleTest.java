package org.criumatrix.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.matrix.Publication;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;
import org.criumatrix.runs.Samples;
import org.criumatrix.verdict.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks the archive with the system's own tar and sha256sum. */
class BundleTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static final Pattern PACKET = Pattern.compile("class=\"details\">([^<]+)<");

  @TempDir Path folder;
  private Path unpacked;

  @BeforeEach
  void unpack() throws IOException {
    shell("tar xzf " + BundledRun.bundle(folder) + " -C " + folder);
    unpacked = folder.resolve("criu-matrix-2026-11-22-15");
  }

  private static String shell(String command) {
    var exit = LocalCommand.run(LIMIT, Map.of(), List.of("sh", "-c", command));
    assertThat(exit.succeeded()).as(command + ": " + exit.stderr()).isTrue();
    return exit.stdout();
  }

  @Test
  void hasWhatAStrangerNeedsAndEveryChecksumFits() {
    shell("cd " + unpacked + " && sha256sum --check --quiet --strict SHA256SUMS");

    assertThat(shell("cd " + unpacked + " && find . -type f | sort").lines())
        .containsExactly(
            "./CITATION.cff",
            "./README.md",
            "./SHA256SUMS",
            "./applications.html",
            "./changes.html",
            "./evidence/open-files/append/4.3-1/1-dump.log",
            "./evidence/open-files/append/4.3-1/subject.stdout",
            "./index.html",
            "./matrix.csv",
            "./matrix.md",
            "./matrix.tex",
            "./rates.csv",
            "./records.jsonl",
            "./reports/open-files-append-4.3-1.md",
            "./reproduce.tsv",
            "./run.json");
  }

  @Test
  void thePageLinksToTheEvidenceThatIsInTheArchive() throws IOException {
    var page = Files.readString(unpacked.resolve("index.html"));
    var packet = PACKET.matcher(page);
    assertThat(packet.find()).isTrue();
    var bytes = new ByteArrayInputStream(Base64.getDecoder().decode(packet.group(1)));
    JsonNode cells;
    try (var gzip = new GZIPInputStream(bytes)) {
      cells = new ObjectMapper().readTree(gzip);
    }

    assertThat(cells)
        .extracting(cell -> cell.path("verdict").asText() + " " + cell.path("files"))
        .containsExactlyInAnyOrder("fails [\"1-dump.log\",\"subject.stdout\"]", "works []");
  }

  @Test
  void containsNoNamesOfTheMachine() {
    // The page packs its records, which grep cannot read: they equal the plain records.
    assertThat(shell("cd " + unpacked + " && grep -rIlwE 'ice|alice|10[.]9[.]8[.]7' . || true"))
        .isEmpty();
    assertThat(unpacked.resolve("evidence/open-files/append/4.3-1/1-dump.log"))
        .content()
        .contains("Running on HOST Linux", "/home/USER/in: no inotify for ADDRESS-1");
  }

  @Test
  void bytesThatAreNoTextStay() {
    assertThat(unpacked.resolve("evidence/open-files/append/4.3-1/subject.stdout"))
        .binaryContent()
        .isEqualTo(new byte[] {(byte) 0xff, 'H', 'O', 'S', 'T', 0, '\n'});
  }

  @Test
  void isARunThatOtherCommandsRead() throws IOException {
    var run = Run.read(unpacked);

    assertThat(run.records())
        .extracting(CellRecord::verdict)
        .containsExactly(Verdict.FAILS, Verdict.WORKS);
    assertThat(run.records().get(0).error()).isEqualTo("/home/USER/in: no inotify");
    assertThat(run.info()).isPresent();
  }

  @Test
  void hasACommandToReproduceEveryCell() {
    assertThat(unpacked.resolve("reproduce.tsv"))
        .content()
        .contains(BundledRun.WORKS.id() + "\t./criu-matrix run '-Dcells=" + BundledRun.WORKS.id());
    assertThat(unpacked.resolve("README.md"))
        .content()
        .contains("git checkout 563c695", "2 cells: 1 fails, 1 works", "| 4.3 | debian:sid |")
        .contains(Publication.TITLE, "https://arxiv.org/abs/2402.05244");
  }

  @Test
  void theSameRunMakesTheSameBytes() throws IOException {
    var again = Files.createDirectories(folder.resolve("again"));

    assertThat(BundledRun.bundle(again)).hasSameBinaryContentAs(folder.resolve("run.tar.gz"));
  }

  /** The order of files must not depend on a hash order that each JVM chooses anew. */
  @Test
  void recordsComeBeforeProvenanceInEveryArchive() {
    assertThat(shell("tar tzf " + folder.resolve("run.tar.gz")).lines())
        .startsWith(
            "criu-matrix-2026-11-22-15/records.jsonl",
            "criu-matrix-2026-11-22-15/run.json",
            "criu-matrix-2026-11-22-15/applications.html",
            "criu-matrix-2026-11-22-15/changes.html",
            "criu-matrix-2026-11-22-15/index.html");
  }

  @Test
  void namesItsAuthors() throws IOException {
    var file = folder.resolve("cited.tar.gz");
    new Bundle(
            Run.read(folder.resolve("run")),
            List.of(),
            Redactor.off(),
            List.of("Doe, Jane \"JD\"", "A Laboratory"))
        .write(file);

    assertThat(shell("tar xzOf " + file + " --wildcards '*/CITATION.cff'"))
        .contains("  - family-names: \"Doe\"\n    given-names: \"Jane \\\"JD\\\"\"")
        .contains("  - name: \"A Laboratory\"", "version: \"0.1.0 (563c695)\"")
        .contains("date-released: 2026-11-22")
        .contains("\n" + Citation.REFERENCES);
  }

  /** A record is a line that anyone can write. */
  @Test
  void takesNoFileThatIsNotTheRuns() throws IOException {
    var secret = Files.createDirectories(folder.resolve("secret"));
    Files.writeString(secret.resolve("key"), "x", StandardCharsets.UTF_8);
    var place = folder.resolve("lies");
    Files.createDirectories(place.resolve("evidence"));
    Files.createSymbolicLink(place.resolve("evidence/serial"), secret);
    var java = Samples.cell("serial/java").fails("dump", "no");
    var run = Samples.written(place, Samples.info(1), java);
    Files.createDirectories(secret.resolve("java/4.3-1"));
    var file = folder.resolve("lies.tar.gz");

    assertThatThrownBy(() -> new Bundle(run, List.of(java), Redactor.off(), List.of()).write(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("which is none of the run's folders");
    assertThat(file).doesNotExist();
  }

  /** In the cell's id, the names of its folders, and bug reports. */
  @Test
  void thePathOfAUsersBuildIsRedacted() throws IOException {
    var record =
        Samples.cell("serial/java")
            .criu("path:/home/b/bob_x/criu/criu")
            .fails("dump", "no inotify");
    var run = Samples.written(folder.resolve("own"), Samples.info(1), record);
    var evidence = Files.createDirectories(run.place().resolve(record.evidence().folder()));
    Files.writeString(evidence.resolve("1-dump.log"), "a log");
    var file = folder.resolve("own.tar.gz");
    new Bundle(run, List.of(record), BundledRun.redactor(), List.of()).write(file);

    assertThat(shell("tar tzf " + file))
        .doesNotContain("bob")
        .contains("/evidence/serial/java/path_home_b_USER_criu_criu-1/1-dump.log", "/reports/");
    assertThat(shell("tar xzOf " + file)).doesNotContain("bob_x");
    assertThat(BugReport.of(record, run, BundledRun.redactor())).doesNotContain("bob_x");
  }
}

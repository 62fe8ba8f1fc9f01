package org.criumatrix.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.criumatrix.report.Reports;
import org.criumatrix.testing.Hostile;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A submission with any content: it is a whole run that follows all rules, or it is refused with
 * the entry and the rule, and nothing on this machine has changed.
 */
class HostileSubmissionTest {

  private static final String RECORDS = "records.jsonl";
  private static final String SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>";

  /** So small that a test need not write 50 MB. */
  private static final SubmissionLimits SMALL =
      new SubmissionLimits(20_000, new Unpacked.Limits(100_000, 8, 50_000), 3);

  @TempDir Path folder;
  @TempDir Path outside;
  private SubmittedRun run;
  private List<String> before;

  @BeforeEach
  void look() throws IOException {
    run = new SubmittedRun();
    before = names(outside);
  }

  @AfterEach
  void nothingHasChanged() throws IOException {
    assertThat(names(folder)).isSubsetOf("sent.tar.gz");
    assertThat(names(outside)).isEqualTo(before);
  }

  private static List<String> names(Path place) {
    return List.of(place.toFile().list());
  }

  private void isRefused(Path archive, String rule) {
    isRefused(archive, SubmissionLimits.STANDARD, rule);
  }

  private void isRefused(Path archive, SubmissionLimits limits, String rule) {
    assertThatIOException()
        .isThrownBy(() -> new SubmissionReader(archive, limits, SubmittedRun.NOW).read())
        .withMessageStartingWith(archive + ": ")
        .withMessageContaining(rule)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContainPattern("[\\p{Cntrl}\u202e]"));
  }

  private void isRefused(String rule) throws IOException {
    isRefused(run.archive(folder), rule);
  }

  @Test
  void theUnchangedOneIsAccepted() throws IOException {
    assertThat(SubmittedRun.read(run.archive(folder)).run().records())
        .containsExactly(BundledRun.FAILS, BundledRun.WORKS);
  }

  @ParameterizedTest
  @CsvSource({
    "run/link,  2, run/link is no plain file",
    "run/hard,  1, run/hard is no plain file",
    "run/null,  3, run/null is no plain file",
    "run/sda,   4, run/sda is no plain file",
    "run/fifo,  6, run/fifo is no plain file",
    "run/../../x, 0, run/../../x would be unpacked outside of its folder",
    "/etc/x,    0, /etc/x would be unpacked outside of its folder",
    "other/x,   0, 'it has two folders, run and other'",
    "run/./x,   0, run/./x is another spelling of a file's name",
    "run/x.sh,  0, x.sh is no file of a submission",
    "run/index.html, 0, index.html is no file of a submission",
    "run/records.jsonl, 0, it has two files records.jsonl",
    "run/evidence/\u202egnp.exe, 0, has a character that changes the direction of the text (U+202E) in its name",
    "run/evidence/\u0007x, 0, has a control character (U+0007) in its name",
  })
  void whatIsNoFileOfASubmissionIsNamed(String name, char flag, String rule) throws IOException {
    isRefused(
        run.archive(
            folder,
            tar -> {
              var entry = new TarArchiveEntry(name, (byte) flag, true);
              if (flag == TarConstants.LF_SYMLINK || flag == TarConstants.LF_LINK) {
                entry.setLinkName(outside.resolve("x").toString());
              }
              tar.putArchiveEntry(entry);
              tar.closeArchiveEntry();
            }),
        rule);
  }

  @ParameterizedTest
  @ValueSource(strings = {"records.jsonl", "run.json", "SHA256SUMS"})
  void whatIsMissingIsNamed(String name) throws IOException {
    isRefused(run.without(name).archive(folder), "there is no " + name);
  }

  @Test
  void aChecksumThatDoesNotFitIsNamed() throws IOException {
    var manifest = run.manifest();
    isRefused(
        run.with(Manifest.FILE, manifest).changed(RECORDS, "no inotify", "none"),
        "records.jsonl was changed: its checksum is another");
    run = new SubmittedRun();
    isRefused(
        run.with(Manifest.FILE, manifest + "0".repeat(64) + "  evidence/x\n"),
        "evidence/x is gone");
    run = new SubmittedRun();
    isRefused(run.with(Manifest.FILE, ""), "records.jsonl was added: the manifest does not know");
  }

  @Test
  void limitsOfSizeAreKept() throws IOException {
    isRefused(run.archive(folder), new SubmissionLimits(99, SMALL.unpacked(), 3), "99 bytes");
    isRefused(
        run.with("evidence/zeros", new byte[100_000]).archive(folder),
        SMALL,
        "unpacked it has more than 100,000 bytes");
    run = new SubmittedRun();
    for (var i = 0; i < 5; i++) {
      run.with("evidence/" + i, "x");
    }
    isRefused(run.archive(folder), SMALL, "it has more than 8 files");
    run = new SubmittedRun();
    isRefused(
        run.archive(folder),
        new SubmissionLimits(20_000, SMALL.unpacked(), 1),
        "records.jsonl has more than 1 records");
  }

  /** Zeros pack a thousand times smaller. */
  @Test
  void aBombDoesNotGoOff() throws IOException {
    var bomb = folder.resolve("sent.tar.gz");
    try (var out = Files.newOutputStream(bomb)) {
      bomb(out, 60_000_000L);
    }
    assertThat(Files.size(bomb)).isLessThan(100_000);
    var limits = SubmissionLimits.STANDARD;
    assertThat(limits.unpacked().bytes()).isEqualTo(10L * limits.packed()).isEqualTo(500_000_000);

    isRefused(
        bomb,
        new SubmissionLimits(limits.packed(), new Unpacked.Limits(50_000_000, 8, 50_000), 3),
        "unpacked it has more than 50,000,000 bytes");
  }

  private static void bomb(OutputStream out, long size) throws IOException {
    try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(out, 1 << 16), "UTF-8")) {
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      var entry = new TarArchiveEntry("run/evidence/zeros", true);
      entry.setSize(size);
      tar.putArchiveEntry(entry);
      var zeros = new byte[1 << 20];
      for (var left = size; left > 0; left -= Math.min(left, zeros.length)) {
        tar.write(zeros, 0, (int) Math.min(left, zeros.length));
      }
      tar.closeArchiveEntry();
    }
  }

  /** A header announces a long name, which a reader keeps in memory. */
  @Test
  void aNameOfMegabytesIsRefused() throws IOException {
    isRefused(
        run.archive(
            folder,
            tar -> {
              // The library needs minutes to shorten such a name, so the header is made by hand.
              var header = new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME);
              header.setSize(2_000_000);
              tar.putArchiveEntry(header);
              tar.write("x".repeat(2_000_000).getBytes(StandardCharsets.US_ASCII));
              tar.closeArchiveEntry();
            }),
        "the header of a file has more than 1,048,576 bytes");
  }

  @Test
  void whatIsNoArchiveIsRefused() throws IOException {
    var file = folder.resolve("sent.tar.gz");
    isRefused(file, "there is no such file");
    isRefused(Files.writeString(file, "no archive"), "it is no .tar.gz: ");
    var whole = Files.readAllBytes(run.archive(folder));
    isRefused(Files.write(file, Arrays.copyOf(whole, 400)), "it ends too early: ");
    Files.delete(file);
    isRefused(folder, "there is no such file");
  }

  @Test
  void textsThatAreNotUtf8AreRefused() throws IOException {
    for (var name : List.of(RECORDS, "run.json", "submission.json")) {
      run = new SubmittedRun();
      run.with(
          name,
          run.text(name)
              .replace("local", "l\u00f6cal")
              .replace("Jane", "J\u00e4ne")
              .getBytes(StandardCharsets.ISO_8859_1));
      isRefused(name + (name.equals(RECORDS) ? ":1" : "") + " is not UTF-8");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "\\u001b[2J, a control character (U+001B)",
    "\\u0000,    a control character (U+0000)",
    "\\r,        a control character (U+000D)",
    "\\u0085,    a control character (U+0085)",
    "\\u202e,    a character that changes the direction of the text (U+202E)",
    "\\u2066,    a character that changes the direction of the text (U+2066)",
    "\\u2028,    a separator of lines (U+2028)",
    "\\ud800,    half a character (U+D800)",
  })
  void charactersThatDeceiveAreNamed(String escape, String rule) throws IOException {
    isRefused(
        run.changed(RECORDS, "no inotify", "no " + escape + " inotify").archive(folder),
        "records.jsonl:1: 'error' has " + rule);
    run = new SubmittedRun();
    isRefused(
        run.changed("run.json", "\"EPYC\"", "\"" + escape + "\"").archive(folder),
        "run.json: 'processor' has " + rule);
    run = new SubmittedRun();
    isRefused(
        run.changed("run.json", "\"processor\"", "\"" + escape + "\"").archive(folder),
        escape.equals("\\ud800")
            ? "run.json: Broken surrogate pair in field name"
            : "run.json: the name of a field has " + rule);
    run = new SubmittedRun();
    isRefused(run.changed("submission.json", "Jane", escape).archive(folder), "'by' has " + rule);
  }

  @Test
  void aTextThatIsTooLongIsRefused() throws IOException {
    isRefused(
        run.changed(RECORDS, "no inotify", "ü".repeat(32_769)).archive(folder),
        "records.jsonl:1: 'error' has 65,554 bytes, and the limit is 65,536");
    run = new SubmittedRun();
    isRefused(
        run.changed(RECORDS, "\"why\":null", "\"why\":" + " ".repeat(1 << 20) + "null")
            .archive(folder),
        "records.jsonl:1: the line has more than 1,048,576 bytes");
  }

  /** Nobody may be tempted to take it out: it is a text, and pages show it as one. */
  @Test
  void aScriptIsKeptAsText() throws IOException {
    run.changed(RECORDS, "no inotify", SCRIPT).changed("submission.json", "Jane Doe", SCRIPT);
    var read = SubmittedRun.read(run.archive(folder));

    assertThat(read.by()).isEqualTo(SCRIPT);
    assertThat(read.run().records().get(0).error()).endsWith(SCRIPT);
    Reports.texts(read.run().records(), read.run().info().orElseThrow(), List.of())
        .forEach(
            (name, text) -> {
              if (name.endsWith(".html")) {
                assertThat(Jsoup.parse(text).select("img[onerror], script"))
                    .as(name)
                    .noneMatch(e -> e.data().strip().equals("alert(1)") || e.hasAttr("onerror"));
              }
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"cell\":\"open-files/append[criu=4.3 | \"cell\":\"open-files/append[criu=4.2 | 'cell' is open-files/append[criu=4.2",
        "\"case\":\"open-files/append\" | \"case\":\"append\" | not a case, expected ROW/NAME: append",
        "\"row\":\"open-files\" | \"row\":\"gpu\" | 'row' is not the row of the case",
        "open-files/append | open-files/.. | 'case' cannot be 'open-files/..'",
        "4.3 | ../4.3 | 'criu' cannot be '../4.3'",
        "4.3 | 4.4 | 'criu' is 4.4, which is no build of run.json",
        "root | root,host=b | 'privilege' cannot be 'root,host=b'",
        "\"kernel\":\"6.18.44-fc\" | \"kernel\":\"<b>\" | 'kernel' cannot be '<b>'",
        "\"verdict\":\"fails\" | \"verdict\":\"splendid\" | splendid",
        "\"verdict\":\"fails\" | \"verdict\":\"not run\" | 'verdict' is 'not run'",
        "\"verdict\":\"fails\" | \"verdict\":\"works\" | only what fails has a 'phase'",
        "\"verdict\":\"fails\" | \"verdict\":0 | records.jsonl:1: ",
        "\"dump_ms\":null | \"dump_ms\":-1 | 'dump_ms' is no duration: -1",
        "\"dump_ms\":null | \"dump_ms\":\"NaN\" | 'dump_ms' is no duration: NaN",
        "\"dump_ms\":null | \"dump_ms\":NaN | records.jsonl:1: ",
        "\"wall_ms\":null | \"wall_ms\":1e12 | 'wall_ms' is more than 7 days",
        "\"wall_ms\":null | \"wall_ms\":1e999 | 'wall_ms' is no duration: Infinity",
        "\"ms\":20.0 | \"ms\":-20.0 | 'ms of a command' is no duration: -20.0",
        "\"image_bytes\":null | \"image_bytes\":-5 | 'image_bytes' is negative: -5",
        "\"steps_lost\":null | \"steps_lost\":-5 | 'steps_lost' is negative: -5",
        "\"attempt\":1 | \"attempt\":0 | 'attempt' is 0, and counts from 1",
        "\"ended\":\"2026 | \"ended\":\"2027 | 'ended' is in the future: 2027-11-22T15:31:01Z",
        "\"ended\":\"2026 | \"ended\":\"1970 | 'ended' is before the first release of CRIU: 1970",
        "\"ended\":\"2026 | \"ended\":\"yesterday | 'ended' is no time: yesterday",
        "\"evidence\":\"evidence/ | \"evidence\":\"/etc/ | 'evidence' is no folder below evidence/",
        "\"evidence\":\"evidence/ | \"evidence\":\"evidence/../../ | 'evidence' is no folder below",
        "\"issue\":null | \"issue\":\"javascript:alert(1)\" | 'issue' is neither an address nor a commit",
        "\"hint\":null | \"hint\":null,\"hint\":null | Duplicate field 'hint'",
        "\"hint\":null | \"hint\":null,\"shiny\":1 | unknown field 'shiny': a newer criu-matrix may",
        "\"hint\":null | \"hint\":[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]] | nesting depth (17)",
        "\"hint\":null | \"hint\":1e | records.jsonl:1: ",
      })
  void recordsThatBreakARuleAreNamed(String old, String replacement, String rule)
      throws IOException {
    var lines = run.text(RECORDS).split("(?<=\n)");
    assertThat(lines[0]).contains(old.strip());
    lines[0] = lines[0].replace(old.strip(), replacement.strip());
    run.with(RECORDS, String.join("", lines));

    isRefused(run.archive(folder), rule.strip());
    isRefused(RECORDS + ":1: ");
  }

  @Test
  void linesThatAreNoRecordsAreNamed() throws IOException {
    var lines = run.text(RECORDS).split("(?<=\n)");
    for (var line :
        List.of("\n", "null\n", "[]\n", "{}\n", lines[1].strip() + " {}\n", "\"x\"\n")) {
      isRefused(run.with(RECORDS, lines[0] + line).archive(folder), "records.jsonl:2: ");
    }
    isRefused(run.with(RECORDS, lines[0] + lines[0]), "records.jsonl:2: a second record of");
    isRefused(run.with(RECORDS, lines[0] + lines[1].strip()), "records.jsonl:2: the last line");
    isRefused(run.with(RECORDS, lines[0]), "run.json speaks of 2 records, records.jsonl has 1");
    isRefused(run.with(RECORDS, ""), "run.json speaks of 2 records, records.jsonl has 0");
  }

  private void isRefused(SubmittedRun changed, String rule) throws IOException {
    isRefused(changed.archive(folder), rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "2026-11-22T15:30:00.125Z | 2126-11-22T15:30:00.125Z | 'started' is in the future: 2126",
        "2026-11-22T15:30:00.125Z | +999999999-01-01T00:00:00Z | 'started' is in the future",
        "2026-11-22T15:41:12.250Z | 2026-11-22T15:00:00Z | 'ended' is before 'started'",
        "2026-11-22T15:30:00.125Z | soon | no time that it started at: soon",
        "\"timesMs\" : { } | \"timesMs\" : { \"lanes\" : { \"cells\" : -1 } } | 'timesMs.lanes.cells'",
        "\"cellsPlanned\" : 2 | \"cellsPlanned\" : -2 | 'cellsPlanned' is negative: -2",
        "\"kernel\" : \"6.18.44\" | \"kernel\" : \"../x\" | 'kernel' cannot be '../x'",
        "\"cellsRecorded\" : 2 | \"cellsRecorded\" : 3 | run.json speaks of 3 records",
        "\"EPYC\" | \"Xeon\" | submission.json: 'run' is 20261122T153000Z-",
        "\"notes\" : [ ] | \"notes\" : [ ], \"x\" : 1 | run.json: unknown field 'x'",
        "\"notes\" : [ ] | \"notes\" : [ null ] | run.json: null entry in 'notes'",
      })
  void provenanceThatBreaksARuleIsNamed(String old, String replacement, String rule)
      throws IOException {
    isRefused(run.changed("run.json", old.strip(), replacement.strip()), rule.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"version\" : 1 | \"version\" : 2 | version 2 was made by a newer criu-matrix",
        "\"version\" : 1 | \"version\" : 0 | not a submission, expected the format",
        "\"version\" : 1 | \"version\" : \"1\" | not a submission, expected the format",
        "criu-matrix submission | submission | not a submission, expected the format",
        "\"run\" : \"2026 | \"run\" : \"2027 | 'run' is 20271122T153000Z-",
        "\"run\" : \"2026 | \"run\" : \"../../2026 | 'run' is ../../20261122T153000Z-",
        "\"records\" : 2 | \"records\" : 3 | 'records' is 3, but that of the run is 2",
        "\"evidence\" : 0 | \"evidence\" : 1 | 'evidence' is 1, but that of the run is 0",
        "563c695 | 563c696 | 'suite' is 0.1.0 (563c696), but that of the run is 0.1.0 (563c695)",
        "\"by\" : \"Jane Doe\" | \"by\" : \"\" | 'by': a name is one line of 1 to 200 characters",
        "\"by\" : \"Jane Doe\" | \"by\" : { } | submission.json: ",
        "\"redacted\" : \"nothing\" | \"redacted\" : null | 'redacted' is missing",
      })
  void aHeaderThatBreaksARuleIsNamed(String old, String replacement, String rule)
      throws IOException {
    run.changed("submission.json", old.strip(), replacement.strip());
    isRefused(run, "submission.json: ");
    isRefused(run, rule.strip());
  }

  /** The reader itself never fails in another way than by refusing. */
  @Test
  void spoiltFilesAreReadOrRefused() throws IOException {
    var files = new TreeMap<String, String>();
    for (var name : List.of(RECORDS, "run.json", "submission.json")) {
      files.put(name, run.text(name));
    }
    var accepted = new ArrayList<String>();
    Hostile.fewTexts(
        new ArrayList<>(files.values()),
        input -> {
          for (var name : nameOf(files, input)) {
            try {
              var read = SubmittedRun.read(new SubmittedRun().with(name, input).archive(folder));
              read.run().worst();
              accepted.add(name);
            } catch (IOException e) {
              assertThat(e.getMessage()).doesNotContainPattern("[\\p{Cntrl}\u202e]");
            }
          }
        });
    assertThat(accepted).isNotEmpty();
  }

  /** The file whose beginning an input has, or the records. */
  private static List<String> nameOf(Map<String, String> files, String input) {
    var begin = input.substring(0, Math.min(12, input.length()));
    return List.of(
        files.entrySet().stream()
            .filter(e -> e.getValue().startsWith(begin))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(RECORDS));
  }

  @Test
  void spoiltArchivesAreReadOrRefused() throws IOException {
    var packed = Files.readAllBytes(run.archive(folder));
    var plain = new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes();
    Hostile.fewBytes(
        List.of(plain),
        input -> {
          var bytes = new ByteArrayOutputStream();
          try (var out = new GZIPOutputStream(bytes)) {
            out.write(input);
          }
          var archive = Files.write(folder.resolve("sent.tar.gz"), bytes.toByteArray());
          try {
            assertThat(SubmittedRun.read(archive).run().records()).hasSize(2);
          } catch (IOException e) {
            assertThat(e.getMessage()).doesNotContainPattern("[\\p{Cntrl}\u202e]");
          }
        });
  }
}

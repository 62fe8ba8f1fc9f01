package org.criumatrix.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.criumatrix.record.Run;
import org.criumatrix.report.Reports;
import org.criumatrix.runs.Samples;
import org.criumatrix.testing.Hostile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An archive with any content: it only counts as intact if it unpacks to plain files in one new
 * folder. Otherwise the check reports what is wrong.
 */
class HostileArchiveTest {

  private static final int BLOCK = 512;
  private static final int SHOWN = 300;

  private interface Filling {
    void of(TarArchiveOutputStream tar) throws IOException;
  }

  private static byte[] tar(Filling filling) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes, BLOCK, StandardCharsets.UTF_8.name())) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      tar.setAddPaxHeadersForNonAsciiNames(true);
      filling.of(tar);
    }
    return bytes.toByteArray();
  }

  private static void file(TarArchiveOutputStream tar, String name, String text)
      throws IOException {
    var entry = new TarArchiveEntry(name, true);
    entry.setSize(text.length());
    tar.putArchiveEntry(entry);
    tar.write(text.getBytes(StandardCharsets.US_ASCII));
    tar.closeArchiveEntry();
  }

  private static void special(TarArchiveOutputStream tar, String name, byte flag)
      throws IOException {
    var entry = new TarArchiveEntry(name, flag, true);
    if (flag == TarConstants.LF_SYMLINK || flag == TarConstants.LF_LINK) {
      entry.setLinkName("/etc/passwd");
    }
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }

  private static Unpacked read(byte[] tar) throws IOException {
    return Unpacked.readTar(new ByteArrayInputStream(tar), Set.of("records.jsonl"));
  }

  @Test
  void onlyPlainFilesOfOneFolderAreTaken() throws IOException {
    var good =
        tar(
            tar -> {
              special(tar, "run/", TarConstants.LF_DIR);
              file(tar, "run/records.jsonl", "{}\n");
              file(tar, "run/evidence/serial/ü.log", "Error (criu/a.c:1): no\n");
              file(tar, "run/" + "long/".repeat(30) + "name", "x");
            });
    var links =
        tar(
            tar -> {
              file(tar, "run/a", "text");
              special(tar, "run/link", TarConstants.LF_SYMLINK);
              special(tar, "run/fifo", TarConstants.LF_FIFO);
            });
    Hostile.bytes(
        List.of(good, links),
        input -> {
          try {
            for (var name : read(input).sums().keySet()) {
              var place = Path.of("/new").resolve(name);
              assertThat(place.normalize()).startsWithRaw(Path.of("/new"));
              assertThat(name).doesNotContainPattern("\\p{Cntrl}");
            }
          } catch (IOException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain("\u001b");
          }
        });
  }

  @ParameterizedTest
  @CsvSource({
    "run/link,  2, is no plain file",
    "run/link/, 2, is no plain file",
    "run/hard,  1, is no plain file",
    "run/hard/, 1, is no plain file",
    "run/null,  3, is no plain file",
    "run/sda,   4, is no plain file",
    "run/fifo,  6, is no plain file",
    "run/../../etc/, 5, would be unpacked outside of its folder",
    "../,       5, would be unpacked outside of its folder",
    "/etc/cron.d/x, 0, would be unpacked outside of its folder",
    "run/../x,  0, would be unpacked outside of its folder",
    "x,         0, would be unpacked outside of its folder",
    "run//x,    0, is another spelling of a file's name",
    "run/./x,   0, is another spelling of a file's name",
    "run/\u001b[2J, 0, has a control character (U+001B) in its name",
  })
  void whatIsNoPlainFileOfTheFolderIsRefused(String name, char flag, String why)
      throws IOException {
    var bytes = tar(tar -> special(tar, name, (byte) flag));

    assertThatIOException()
        .isThrownBy(() -> read(bytes))
        .withMessageEndingWith(why)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\u001b"));
  }

  /** A sparse file of exabytes needs a single block in an archive. */
  @Test
  void aFileWithHolesIsRefused() throws IOException {
    var bytes = tar(tar -> special(tar, "run/records.jsonl", TarConstants.LF_GNUTYPE_SPARSE));

    assertThatIOException().isThrownBy(() -> read(bytes)).withMessageEndingWith("is no plain file");
  }

  @Test
  void aNameThatIsThereTwiceAndASecondFolderAreRefused() throws IOException {
    var twice =
        tar(
            tar -> {
              file(tar, "run/a", "1");
              file(tar, "run/a", "2");
            });
    var folders =
        tar(
            tar -> {
              file(tar, "run/a", "1");
              file(tar, "other/a", "2");
            });

    assertThatIOException().isThrownBy(() -> read(twice)).withMessage("it has two files a");
    assertThatIOException().isThrownBy(() -> read(folders)).withMessageContaining("two folders");
  }

  @Test
  void aManifestIsReadOrTheLineIsNamed() {
    var good = Manifest.text(new TreeMap<>(Map.of("a b", "0".repeat(64))));
    Hostile.texts(
        List.of(good, good + good.replace("a b", "c")),
        input -> {
          try {
            assertThat(Manifest.parse(input).values()).allMatch(sum -> sum.length() == 64);
          } catch (IOException e) {
            assertThat(e.getMessage()).startsWith(Manifest.FILE + ":");
          }
        });
  }

  /** Records that can be read, however strange, have pages and tables. */
  @Test
  void strangeRecordsAreShown() throws IOException {
    var info = Samples.info(2);
    var run =
        new Run(Path.of("run"), List.of(BundledRun.FAILS, BundledRun.WORKS), Optional.of(info));
    var files = run.asFiles();
    var read = new int[1];
    Hostile.texts(
        Arrays.asList(files.get("records.jsonl").split("(?<=\n)")),
        input -> {
          try {
            var strange =
                Run.of(
                    Path.of("run"),
                    Map.of("records.jsonl", input, "run.json", files.get("run.json")));
            if (!strange.records().isEmpty() && read[0]++ % SHOWN == 0) {
              assertThat(Reports.texts(strange.records(), info, List.of())).isNotEmpty();
              strange.worst();
            }
          } catch (IOException e) {
            assertThat(e.getMessage()).contains("records.jsonl:");
          }
        });
  }
}

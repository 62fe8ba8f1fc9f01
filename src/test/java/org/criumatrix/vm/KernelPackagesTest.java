package org.criumatrix.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.criumatrix.host.LocalCommand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which packages the lines of kernels.csv mean, and that they stay, with a small archive. */
class KernelPackagesTest {

  private static final Path ARCHIVE =
      Path.of("src/test/resources/org/criumatrix/vm/archive.sh").toAbsolutePath();

  private static final String SIXTEEN = "linux-image-6.16.12-cloud-amd64_6.16.12-1_amd64.deb";

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** Reads the small archive without keys, as the real one is read with them. */
  private static final String KEEP =
      """
      set -eu
      here=%s/box mirror=file:%s/archive keyring=/dev/null refresh=%s offline=%s
      . box/lib/common.sh
      . box/lib/archive.sh
      . box/lib/kernels.sh
      archive_source() {
        printf '%%s: %%s\\n' Types deb URIs "$(archive_mirror)" Suites "$1" Components main \\
          Trusted yes Architectures amd64 Targets Packages
      }
      boxes=$(cache_folder)/boxes
      mkdir -p "$boxes"
      rm -rf "$boxes/unfinished-archive"
      kernel_keep %s
      cat "$(kernel_kept %s)/packages"
      """;

  @TempDir private Path folder;

  @BeforeEach
  void archive() {
    for (var program : List.of("apt-get", "dpkg-deb")) {
      var there = LocalCommand.run(LIMIT, Map.of(), List.of("sh", "-c", "command -v " + program));
      assumeTrue(there.succeeded(), program + " is not here");
    }
    archiveWithout("");
  }

  private void archiveWithout(String lost) {
    var made =
        LocalCommand.run(
            LIMIT, Map.of(), List.of("sh", ARCHIVE.toString(), folder.toString(), lost));
    assertThat(made.succeeded()).as(made.stderr()).isTrue();
  }

  private LocalCommand.Result keep(String kernel, boolean refresh, boolean offline) {
    var script =
        KEEP.formatted(
            folder, folder, refresh ? "yes" : "no", offline ? "yes" : "no", kernel, kernel);
    return LocalCommand.run(
        LIMIT, Map.of("CRIU_MATRIX_CACHE", folder.toString()), List.of("sh", "-c", script));
  }

  private String packages(String kernel, boolean refresh, boolean offline) {
    var kept = keep(kernel, refresh, offline);
    assertThat(kept.succeeded()).as(kept.stderr()).isTrue();
    return kept.stdout().strip();
  }

  private String complaint(String kernel, boolean offline) {
    var kept = keep(kernel, false, offline);
    assertThat(kept.succeeded()).as(kept.stdout()).isFalse();
    return kept.stderr();
  }

  @Test
  void aPatternMeansTheNewestOfASeries() {
    assertThat(packages("6.16", false, false))
        .isEqualTo("linux-image-6.16.12-cloud-amd64=6.16.12-1");
  }

  @Test
  void modulesThatAreAPackageOfTheirOwnAreFetchedWithTheKernel() throws IOException {
    assertThat(packages("new", false, false).split(" "))
        .containsExactly(
            "linux-base-7.2.5-cloud-amd64=7.2.5-1",
            "linux-image-7.2.5-cloud-amd64=7.2.5-1",
            "linux-modules-7.2.5-cloud-amd64=7.2.5-1");
    try (var files = Files.walk(folder.resolve("boxes"))) {
      assertThat(files.filter(f -> f.toString().endsWith(".deb"))).hasSize(3);
    }
  }

  /** 6.17.9 has no modules there; 6.17.8 has them, and lacks only its configuration. */
  @Test
  void aKernelWithoutItsModulesIsPassedOver() {
    assertThat(packages("6.17", false, false)).isEqualTo("linux-image-6.17.8-cloud-amd64=6.17.8-1");
  }

  @Test
  void aNewerKernelIsFetchedWhenItIsAskedFor() {
    archiveWithout(SIXTEEN);
    assertThat(packages("6.16", false, false)).isEqualTo("linux-image-6.16.9-cloud-amd64=6.16.9-1");
    archiveWithout("");
    assertThat(packages("6.16", false, false)).isEqualTo("linux-image-6.16.9-cloud-amd64=6.16.9-1");

    assertThat(packages("6.16", true, false))
        .isEqualTo("linux-image-6.16.12-cloud-amd64=6.16.12-1");
  }

  @Test
  void whatWasFetchedStaysWhenTheArchiveHasLostIt() throws IOException {
    var fetched = packages("lost", false, false);
    archiveWithout(SIXTEEN);

    assertThat(packages("lost", false, true)).isEqualTo(fetched);
    assertThat(keep("lost", true, false).stderr())
        .contains("kernel lost: " + fetched + ", as it was fetched: rolling does not have");
    Files.move(folder.resolve("archive"), folder.resolve("gone"));
    assertThat(keep("lost", true, false).stderr())
        .contains("kernel lost: " + fetched + ", as it was fetched: rolling does not say");
    assertThat(packages("lost", true, false)).isEqualTo(fetched);
  }

  @Test
  void twoLinesThatMeanOneKernelFetchItOnce() throws IOException {
    var fetched = packages("6.16", false, false);
    Files.delete(folder.resolve("archive/pool/" + SIXTEEN));

    assertThat(packages("lost", false, false)).isEqualTo(fetched);
  }

  @Test
  void aSeriesThatTheArchiveHasNotIsAnErrorThatNamesTheOthers() {
    var complaint = complaint("6.19", false);

    assertThat(complaint.lines().reduce("", (before, last) -> last))
        .contains("rolling does not have linux-image-6.19.*-cloud-amd64", "packages-6.19-")
        .endsWith("rolling has: linux-image-7.2.5-cloud-amd64 linux-image-6.16.12-cloud-amd64");
  }

  @Test
  void anArchiveThatCannotBeReadIsSaidToBeUnreadable() throws IOException {
    Files.move(folder.resolve("archive"), folder.resolve("gone"));

    assertThat(complaint("6.16", false))
        .contains("rolling does not say what it has", "name another mirror with --mirror");
  }

  @Test
  void offlineNamesTheCommandThatFetches() {
    assertThat(complaint("6.16", true)).contains("box/build --fetch 6.16 fetches them");
  }

  @Test
  void anUnknownKernelIsAnErrorThatNamesThoseThatThereAre() {
    assertThat(complaint("6.20", false)).contains("no 6.20; it has: new 6.16 lost 6.17 6.19");
  }
}

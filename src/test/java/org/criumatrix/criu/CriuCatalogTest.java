package org.criumatrix.criu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.criumatrix.criu.CriuCatalog.Options;
import org.criumatrix.criu.CriuCatalog.Refresh;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalogue's treatment of a cache, without a network. */
class CriuCatalogTest {

  private static final Instant YESTERDAY = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant TODAY = Instant.parse("2026-01-02T00:00:00Z");

  @TempDir Path folder;

  private final List<String> notes = new ArrayList<>();

  @Test
  void listsTheCachedBuildsOldestFirst() throws IOException {
    Builds.cached(folder, "4.10", YESTERDAY);
    var build = Builds.cached(folder, "4.2.1", TODAY);

    var builds = open().builds();

    assertThat(builds).extracting(CriuBuild::version).containsExactly("4.2.1", "4.10");
    assertThat(builds.get(0).program()).isEqualTo(build.resolve("criu"));
    assertThat(builds.get(0).sha256()).isEqualTo("abc");
    assertThat(notes).noneMatch(note -> note.contains("of no use"));
  }

  @Test
  void ofOneVersionPackagedTwiceTheLaterFetchedCounts() throws IOException {
    Builds.cached(folder, "4.2.1", YESTERDAY);
    var newer = folder.toRealPath().resolve("builds/4.2.1-2");
    var text = Files.readString(Builds.cached(folder, "4.2.1", TODAY).resolve("build.json"));
    Files.move(folder.resolve("builds/4.2.1-1"), newer);
    Files.writeString(newer.resolve("build.json"), text.replace("4.2.1-1", "4.2.1-2"));
    Builds.cached(folder, "4.2.1", YESTERDAY);

    assertThat(open().builds()).extracting(CriuBuild::packageVersion).containsExactly("4.2.1-2");
  }

  @Test
  void aDamagedBuildIsNoticedAndTheOthersRemain() throws IOException {
    Builds.cached(folder, "4.3", TODAY);
    Files.writeString(Builds.cached(folder, "4.0", TODAY).resolve("build.json"), "{\"vers");
    Builds.criu(Builds.cached(folder, "4.1", TODAY).resolve("criu"), "4.1 # changed");
    Files.delete(Builds.cached(folder, "4.2", TODAY).resolve("lib/libc.so.6"));

    assertThat(open().builds()).extracting(CriuBuild::version).containsExactly("4.3");
    assertThat(notes)
        .anyMatch(note -> note.contains("4.0-1 is of no use: its build.json is damaged"))
        .anyMatch(note -> note.contains("4.1-1 is of no use: its program is not the one"))
        .anyMatch(note -> note.contains("4.2-1 is of no use: its libraries are not those"));
  }

  @Test
  void aMovedBuildIsNoticed() throws IOException {
    Files.move(
        Builds.cached(folder.resolve("old"), "4.3", TODAY),
        Files.createDirectories(folder.resolve("new/builds")).resolve("4.3-1"));

    assertThat(open(folder.resolve("new")).builds()).isEmpty();
    assertThat(notes).anyMatch(note -> note.contains("it was made to run in " + folder));
  }

  @Test
  void aFolderThatCannotBeUsedIsSaidAndNotThrown() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "");

    assertThat(open(file).builds()).isEmpty();
    assertThat(open(folder.resolve("with space")).builds()).isEmpty();
    assertThat(notes)
        .anyMatch(note -> note.startsWith("the cache of CRIU builds cannot be used: FileAlready"))
        .anyMatch(note -> note.contains("remedy: name a plain one"));
  }

  @Test
  void saysWhatIsKnownOfTheSuites() throws IOException {
    var suites = Files.createDirectories(folder.resolve("suites"));
    SuiteState.found("4.9-1", "").write(suites.resolve("sid.json"));
    SuiteState.absent("the mirror does not have this suite", "")
        .write(suites.resolve("trixie.json"));
    Files.writeString(suites.resolve("bookworm.json"), "{\"pack");

    open();

    assertThat(notes)
        .contains(
            "debian:trixie: the mirror does not have this suite",
            "debian:sid: has CRIU 4.9 now, where the catalogue was written for 4.2.1");
  }

  private CriuCatalog open() {
    return open(folder);
  }

  private CriuCatalog open(Path cache) {
    return CriuCatalog.open(
        cache, new Options(Refresh.NEVER, Optional.empty(), Optional.empty()), notes::add);
  }
}

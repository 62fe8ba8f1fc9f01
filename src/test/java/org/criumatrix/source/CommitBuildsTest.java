package org.criumatrix.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.criumatrix.criu.CriuBuild;
import org.criumatrix.host.SharedFolders;
import org.criumatrix.testing.SampleClone;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitBuildsTest {

  private static final String VERSIONS =
      """
      CRIU_VERSION_MAJOR := 4
      CRIU_VERSION_MINOR := %s
      CRIU_VERSION_SUBLEVEL :=
      """;

  @TempDir Path folder;
  private final List<String> notes = new ArrayList<>();
  private int made;
  private SampleClone sample;

  @BeforeEach
  void makeClone() throws IOException {
    sample = SampleClone.in(folder.resolve("criu"));
    sample.commit("Makefile.versions", VERSIONS.formatted("0"));
    sample.git("tag", "v4.0");
    sample.commit("Makefile.versions", VERSIONS.formatted("1"));
    sample.commit("broken", "yes");
    sample.git("tag", "v4.1");
  }

  private CommitBuilds builds(String options, boolean mayBuild) {
    return new CommitBuilds(
        sample.open(), folder.resolve("cache"), options, this::make, mayBuild, notes::add);
  }

  /** Makes a program that says what the tree's files say, and a loader that starts it. */
  private void make(Recipe recipe, Recipe.Folders folders, String version, Path home) {
    made++;
    if (Files.exists(folders.tree().resolve("broken"))) {
      throw new SourceException("it cannot be built: broken.c:1: error: no such thing");
    }
    try {
      var minor = Files.readString(folders.tree().resolve("Makefile.versions")).contains("0");
      script(folders.out().resolve("criu"), "echo Version: 4." + (minor ? 0 : 1));
      script(
          SharedFolders.create(folders.out().resolve("lib")).resolve("ld.so"),
          "shift 2; exec \"$@\"");
      Files.writeString(folders.out().resolve("loader"), "ld.so\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void script(Path file, String line) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + line + "\n");
    SharedFolders.readable(file, "rwxr-xr-x");
  }

  @Test
  void buildsACommitOnce() {
    var first = builds("", true).builds("git:v4.0");
    var again = builds("", false).builds("git:v4.0");

    assertThat(first)
        .isEqualTo(again)
        .singleElement()
        .satisfies(
            build -> {
              assertThat(build.version()).isEqualTo("git:v4.0");
              assertThat(build.release()).isEqualTo("4.0");
              assertThat(build.gitId()).startsWith("v4.0-0-g");
              assertThat(build.program()).isExecutable();
              assertThat(build.whyNot()).isEmpty();
            });
    assertThat(made).isEqualTo(1);
  }

  @Test
  void buildsAnewWithOtherOptions() {
    builds("", true).builds("git:v4.0");
    builds("NO_GNUTLS=1", true).builds("git:v4.0");

    assertThat(made).isEqualTo(2);
  }

  @Test
  void replacesABuildThatIsDamaged() throws IOException {
    var build = builds("", true).builds("git:v4.0").get(0);
    Files.writeString(build.program(), "#!/bin/sh\necho Version: 9.9\n");

    assertThat(builds("", true).builds("git:v4.0").get(0).release()).isEqualTo("4.0");
    assertThat(notes).anyMatch(note -> note.contains("is made anew"));
  }

  @Test
  void aCommitThatCannotBeBuiltSaysWhy() {
    assertThat(builds("", true).builds("git:v4.1"))
        .singleElement()
        .satisfies(
            build -> {
              assertThat(build.whyNot())
                  .hasValue("CRIU git:v4.1: it cannot be built: broken.c:1: error: no such thing");
              assertThat(build.release()).as("what it would be").isEqualTo("4.1");
            });
    assertThat(builds("", false).builds("git:v4.0").get(0).whyNot().orElseThrow())
        .contains("was never built, and -Dsetup=off");
  }

  @Test
  void aRangeHasABuildForEachCommit() {
    var range = builds("", true).builds("git:v4.0..v4.1");

    assertThat(range).hasSize(2);
    assertThat(range).extracting(CriuBuild::version).allMatch(v -> v.matches("git:[0-9a-f]{12}"));
    assertThat(range).extracting(b -> b.whyNot().isPresent()).containsExactly(false, true);
    assertThat(notes).anyMatch(note -> note.startsWith("commit 2 of 2: "));
  }

  @Test
  void aReleaseWithoutAPackageIsATag() {
    assertThat(builds("", true).release("4.0")).hasValue("git:v4.0");
    assertThat(builds("", true).release("9.0")).isEmpty();
    assertThat(builds("", true).release("4.*")).isEmpty();
  }

  @Test
  void refusesWhatIsNoCommit() {
    var builds = builds("", true);

    for (var wrong : List.of("git:", "git:v9", "git:a[b]", "git:v4.0..v4.0")) {
      assertThatIllegalArgumentException().isThrownBy(() -> builds.builds(wrong));
    }
  }
}

package org.criumatrix.distro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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

/** The script of a build runs here with a Makefile of its own, in no root. */
class NativeBuildTest {

  private static final String MAKEFILE =
      """
      userland: $(OUT)/good $(OUT)/mpi/bad $(OUT)/alien
      list-userland:
      	@echo $(OUT)/good $(OUT)/mpi/bad $(OUT)/alien
      $(OUT)/workload.o $(OUT)/good:
      	@$(CC) && echo '#!/bin/sh' >$@ && chmod +x $@
      $(OUT)/alien:
      	@echo '#!/lib/ld-other.so' >$@ && chmod +x $@
      $(OUT)/mpi/bad:
      	@echo 'no such header' >&2; false
      """;

  @TempDir Path folder;
  private Path out;

  @BeforeEach
  void sources() throws IOException {
    out = Files.createDirectories(folder.resolve("out"));
    Files.createDirectories(folder.resolve("suite/native"));
    Files.writeString(folder.resolve("suite/native/Makefile"), MAKEFILE);
    Files.createDirectories(folder.resolve("built/tools"));
    Files.writeString(folder.resolve("built/tools/enter"), "ours");
    Files.writeString(folder.resolve("built/good"), "of this machine");
  }

  private LocalCommand.Result build(String compiler) {
    var script =
        NativeBuild.script(
            compiler,
            folder.resolve("suite").toString(),
            folder.resolve("built").toString(),
            out.toString());
    return LocalCommand.run(Duration.ofMinutes(1), Map.of(), List.of("sh", "-euc", script));
  }

  @Test
  void aProgramIsTheCompilersAndNeverThatOfThisMachine() throws IOException {
    assertThat(build("true").succeeded()).isTrue();

    assertThat(out.resolve("good")).hasContent("#!/bin/sh");
    assertThat(out.resolve("good.failed")).doesNotExist();
    assertThat(out.resolve("tools/enter")).hasContent("ours");
  }

  @Test
  void aProgramThatCannotBeBuiltIsMissingAndSaysWhy() throws IOException {
    assertThat(build("true").succeeded()).isTrue();

    assertThat(out.resolve("mpi/bad")).doesNotExist();
    assertThat(Files.readString(out.resolve("mpi/bad.failed"))).contains("no such header");
  }

  @Test
  void aProgramThatDoesNotStartThereIsNotBuilt() throws IOException {
    assertThat(build("true").succeeded()).isTrue();

    assertThat(out.resolve("alien")).doesNotExist();
    assertThat(Files.readString(out.resolve("alien.failed"))).contains("not found");
  }

  @Test
  void aReasonGoesWithTheNextBuildThatSucceeds() throws IOException {
    Files.writeString(out.resolve("good.failed"), "an older reason");

    assertThat(build("true").succeeded()).isTrue();
    assertThat(out.resolve("good.failed")).doesNotExist();
  }

  @Test
  void aCompilerThatBuildsNothingIsAtFaultAndNoProgram() {
    var built = build("false");

    assertThat(built.succeeded()).isFalse();
    assertThat(out.resolve("good.failed")).doesNotExist();
  }

  @Test
  void withoutSourcesThereAreNoWorkloads() {
    var build = new NativeBuild(folder.resolve("nowhere"), folder, folder);

    assertThatExceptionOfType(Distributions.Missing.class)
        .isThrownBy(() -> build.make("sid", folder, "gcc"))
        .withMessage(
            "the workloads cannot be built in the user land sid: there is no native/Makefile here");
  }
}

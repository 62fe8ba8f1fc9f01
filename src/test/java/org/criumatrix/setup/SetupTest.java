package org.criumatrix.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.criumatrix.host.Architecture;
import org.criumatrix.matrix.CsvData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetupTest {

  @Test
  void everyProgramHasItsPackageAndItsReason() throws Exception {
    assertThat(CsvData.read("/org/criumatrix/packages.csv"))
        .isNotEmpty()
        .allSatisfy(
            line -> {
              assertThat(line.size()).as(line.toString()).isEqualTo(4);
              assertThat(line.get("file")).matches("[a-z0-9._|-]+|/.+");
              // Debian policy, 5.6.1.
              assertThat(line.get("package")).matches("[a-z0-9][a-z0-9+.-]+");
              assertThat(line.get("users").split(" "))
                  .isSubsetOf(
                      "run", "try", "tests", "vm", "gpu", "source", "arm64", "ppc64el", "s390x",
                      "riscv64");
              assertThat(line.get("why")).isNotBlank();
            })
        .extracting(line -> line.get("file"))
        .doesNotHaveDuplicates();
  }

  @Test
  void whatIsMissingIsNamedWithTheOneCommandThatHelpsAndNothingIsInstalled() throws Exception {
    var known =
        CsvData.read("/org/criumatrix/packages.csv").stream()
            .map(line -> line.get("package"))
            .toList();
    var notes = new ArrayList<String>();
    Packages.ensure(false, host -> true, notes::add);

    if (!notes.isEmpty()) {
      assertThat(notes.subList(0, notes.size() - 1))
          .isNotEmpty()
          .allMatch(note -> note.matches("missing: \\S+ \\(package \\S+\\), for .+"));
      var remedy = "to have it: sudo apt-get install --no-install-recommends ";
      assertThat(notes.get(notes.size() - 1)).startsWith(remedy);
      assertThat(notes.get(notes.size() - 1).substring(remedy.length()).split(" "))
          .doesNotHaveDuplicates()
          .isSubsetOf(known);
    }
  }

  @Test
  void anInstallationEndsWithWhatIsStillMissing() {
    assertThat(Packages.result(List.of())).isEqualTo("installed: nothing is missing any more");
    assertThat(Packages.result(List.of("nft", "lmp")))
        .isEqualTo("still missing after the installation: nft, lmp");
  }

  @Test
  void theTestsNeedNothingThatOnlyARunNeeds() throws Exception {
    assertThat(missing(notes -> Packages.ensureForTests(false, notes)))
        .isSubsetOf(packagesOf("tests"));
    assertThat(missing(notes -> Packages.ensure(false, host -> false, notes)))
        .isSubsetOf(packagesOf("run"));
    assertThat(packagesOf("tests")).contains("nftables").doesNotContain("lammps", "busybox-static");
    assertThat(packagesOf("run")).contains("nftables", "lammps").doesNotContain("busybox-static");
  }

  private static List<String> missing(Consumer<Consumer<String>> ensure) {
    var notes = new ArrayList<String>();
    ensure.accept(notes::add);
    return notes.stream()
        .filter(note -> note.startsWith("missing: "))
        .map(note -> note.replaceFirst(".*\\(package (\\S+)\\).*", "$1"))
        .toList();
  }

  private static List<String> packagesOf(String user) {
    return CsvData.read("/org/criumatrix/packages.csv").stream()
        .filter(line -> List.of(line.get("users").split(" ")).contains(user))
        .map(line -> line.get("package"))
        .toList();
  }

  @Test
  void aKernelWithoutCheckpointRestoreIsReported() {
    if (Files.exists(Path.of("/proc/sys/kernel/ns_last_pid"))) {
      assertThat(Kernel.problem()).isEmpty();
    } else {
      assertThat(Kernel.problem().orElseThrow())
          .startsWith("this kernel was built without CONFIG_CHECKPOINT_RESTORE")
          .contains("boot a distribution's kernel");
    }
  }

  @Test
  void aFolderWithoutMakefileIsNotTheProject(@TempDir Path folder) {
    assertThat(Native.build(folder, folder.resolve("out")))
        .contains(folder + " has no Makefile: start this in the project's folder");
  }

  @Test
  void whatWasBuiltElsewhereAndBroughtAlongIsTaken(@TempDir Path folder) throws Exception {
    var agent = Files.writeString(folder.resolve("agent"), "");
    assertThat(agent.toFile().setExecutable(true)).isTrue();

    assertThat(Native.build(folder.resolve("native"), folder)).isEmpty();
  }

  @Test
  void whatTheCompilerSaysIsPassedOn(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("Makefile"), "all:\n\t@echo 'x.c:1: oops' >&2; exit 1\n");

    assertThat(Native.build(folder, folder.resolve("out")).orElseThrow())
        .startsWith("the workloads cannot be built:")
        .containsAnyOf("x.c:1: oops", "there is no make");
  }

  @Test
  void aMissingProgramIsReportedWithItsRemedy(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("Makefile"), "all:\n\t@no-such-compiler-here x.c\n");

    assertThat(Native.build(folder, folder.resolve("out")).orElseThrow())
        .contains("sudo apt-get install --no-install-recommends make gcc libc6-dev");
  }

  @Test
  void anotherArchitectureHasACompilerOfItsOwn(@TempDir Path folder) throws Exception {
    Files.writeString(
        folder.resolve("Makefile"), "all:\n\t@echo $(CROSS)gcc is not here >&2; false\n");
    var other = Architecture.named(Architecture.here().name().equals("arm64") ? "s390x" : "arm64");

    assertThat(Native.build(folder, folder.resolve("out"), other).orElseThrow())
        .contains(other.triplet() + "-gcc is not here")
        .contains("make gcc-" + other.triplet() + " libc6-dev-" + other.name() + "-cross");
  }
}

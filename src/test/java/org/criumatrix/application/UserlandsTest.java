package org.criumatrix.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.criumatrix.debian.Suite;
import org.criumatrix.distro.Distributions;
import org.criumatrix.distro.NativeBuild;
import org.criumatrix.host.HostKind;
import org.criumatrix.host.LocalHosts;
import org.criumatrix.matrix.Selection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** User lands without a root: none is made in a test. */
class UserlandsTest {

  @TempDir Path folder;

  private List<HostKind> hosts() {
    var distributions = new Distributions(folder, () -> null, false, note -> {});
    var build = new NativeBuild(folder, folder, folder);
    return Userlands.hosts(LocalHosts.with(Path.of("/bin/true"), folder), distributions, build);
  }

  private HostKind sid() {
    return hosts().stream().filter(h -> h.name().equals("userland:sid")).findFirst().orElseThrow();
  }

  @Test
  void thereIsOneForEachLine() {
    assertThat(hosts())
        .extracting(HostKind::name)
        .containsExactly(
            "userland:bookworm",
            "userland:trixie",
            "userland:sid",
            "userland:experimental",
            "userland:musl");
  }

  @Test
  void eachIsOfASuiteAndHasItsCompiler() {
    assertThat(UserlandLine.all())
        .allSatisfy(land -> assertThat(Suite.named(land.suite())).isNotNull())
        .allSatisfy(land -> assertThat(land.packages()).contains("gcc", "make"))
        .filteredOn(land -> land.compiler().equals("musl-gcc"))
        .allSatisfy(land -> assertThat(land.packages()).contains("musl-tools"))
        .hasSize(1);
  }

  @Test
  void theRowApplicationsRunsWhereItsFilesHavePackages() {
    var globs = Selection.of(Userlands.OF_APPLICATIONS);

    assertThat(hosts())
        .extracting(HostKind::name)
        .filteredOn(globs::matches)
        .extracting(name -> name.substring("userland:".length()))
        .containsExactlyElementsOf(ApplicationFile.SUITES);
  }

  @Test
  void workloadsRunInOneRootAndApplicationsInThatOfTheirGroup() {
    var all = hosts();
    var bookworm = all.get(0);
    var lammps = bookworm.granting("lammps");

    assertThat(bookworm.granting("")).isEqualTo(bookworm).isNotEqualTo(all.get(1));
    assertThat(lammps).isEqualTo(bookworm.granting("lammps-mpi")).isNotEqualTo(bookworm);
  }

  @Test
  void aRootThatMayNotBeMadeIsAReason() {
    assertThat(sid().unavailable().orElseThrow()).contains("Debian sid", "-Dsetup=off");
  }

  @Test
  void applicationsHaveNoPairOfHosts() {
    assertThat(sid().granting("lammps").pairUnavailable()).contains("applications run on one host");
    var sid = sid();
    assertThat(sid.pairUnavailable()).isEqualTo(sid.machine().pairUnavailable());
  }

  @Test
  void ofOneThatNoCellHasUsedNothingIsRecorded() {
    assertThat(sid().programs()).isEqualTo(Map.of());
  }
}

package org.criumatrix.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.criumatrix.host.Architecture;
import org.criumatrix.matrix.CsvData;
import org.junit.jupiter.api.Test;

class MachineLineTest {

  private static final Path PROJECT = Path.of("");

  @Test
  void everyMachineHasANameOfItsOwnAndAKernelThatIsBuilt() {
    var kernels =
        CsvData.read(PROJECT.resolve("box/kernels.csv")).stream()
            .map(r -> r.get("name"))
            .collect(Collectors.toSet());

    var machines = MachineLine.all(PROJECT);

    assertThat(machines).extracting(MachineLine::name).doesNotHaveDuplicates();
    assertThat(machines).extracting(MachineLine::kernel).isSubsetOf(kernels);
    assertThat(machines.stream().map(MachineLine::kernel).distinct())
        .hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void theEnvironmentIsWordsWithAnEqualsSign() {
    var byName =
        MachineLine.all(PROJECT).stream()
            .collect(Collectors.toMap(MachineLine::name, MachineLine::environment));

    assertThat(byName.get("bullseye")).isEqualTo(Map.of("GLIBC_TUNABLES", "glibc.pthread.rseq=0"));
    assertThat(byName.get("trixie")).isEmpty();
  }

  @Test
  void hostsAreNamedAfterMachines() {
    assertThat(Machines.names(PROJECT)).contains("vm:bookworm", "vm:trixie");
  }

  @Test
  void everyKernelIsAHostOfItsOwnWithWhatItsWorkloadsNeed() {
    var kernels = MachineLine.ofKernels(PROJECT);

    assertThat(Machines.names(PROJECT)).contains("kernel:5.10", "kernel:6.16", "kernel:bullseye");
    assertThat(kernels).extracting(MachineLine::processor).containsOnly(MachineLine.MAXIMUM);
    assertThat(kernels)
        .filteredOn(k -> k.kernel().equals("5.10"))
        .extracting(MachineLine::environment)
        .containsExactly(Map.of("GLIBC_TUNABLES", "glibc.pthread.rseq=0"));
  }

  @Test
  void aMachineIsOfItsKernelsArchitecture() {
    var byName =
        MachineLine.all(PROJECT).stream()
            .collect(Collectors.toMap(MachineLine::name, m -> m.architecture().name()));

    assertThat(byName)
        .containsEntry("trixie-arm64", "arm64")
        .containsEntry("bookworm-s390x", "s390x")
        .containsEntry("trixie", Architecture.here().name());
    assertThat(Machines.foreign(PROJECT, "s390x"))
        .containsExactly("vm:bookworm-s390x", "vm:sid-s390x");
    assertThat(MachineLine.ofKernels(PROJECT)).allMatch(m -> m.architecture().isHere());
  }

  @Test
  void pairsAreOfTwoMachinesThatThereAre() {
    var machines = MachineLine.all(PROJECT).stream().map(MachineLine::name).toList();
    var pairs = PairLine.all(PROJECT);

    assertThat(pairs)
        .extracting(PairLine::name)
        .contains("haswell+nehalem", "nehalem+haswell")
        .doesNotHaveDuplicates();
    assertThat(pairs)
        .allSatisfy(
            pair -> {
              assertThat(machines).contains(pair.first(), pair.second());
              assertThat(pair.first()).isNotEqualTo(pair.second());
            });
    assertThat(Machines.names(PROJECT)).contains("vm:haswell+nehalem");
  }
}

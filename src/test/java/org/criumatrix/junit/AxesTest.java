package org.criumatrix.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.checkpoint.plain.NoContainer;
import org.criumatrix.checkpoint.registry.Runtimes;
import org.criumatrix.criu.CriuBuild;
import org.criumatrix.distro.Distributions;
import org.criumatrix.host.HostKind;
import org.criumatrix.host.LocalHosts;
import org.criumatrix.matrix.Axis;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Cell;
import org.criumatrix.matrix.Selection;
import org.criumatrix.matrix.Shard;
import org.criumatrix.privilege.Privileges;
import org.criumatrix.vm.Machines;
import org.junit.jupiter.api.Test;

class AxesTest {

  private static final CaseId CASE = CaseId.parse("serial/java");
  private static final Selection ALL = Selection.of("*");
  private static final Path NOWHERE = Path.of("/nowhere");

  private static Axes axes(String cells) {
    return new Axes(
        Stream.of("4.2.1", "3.17.1")
            .map(v -> new CriuBuild(v, "path", v, "", "", NOWHERE, NOWHERE))
            .toList(),
        Privileges.all(true),
        List.of(new NoContainer()),
        List.of(LocalHosts.with(NOWHERE, NOWHERE)),
        Selection.of(cells),
        Shard.ALL);
  }

  @Test
  void selectsInTheOrderThereIs() {
    var values = List.of("root", "sudo", "setuid");

    assertThat(Axes.select(Axis.PRIVILEGE, "s* root", values, Function.identity()))
        .containsExactly("root", "sudo", "setuid");
    assertThat(Axes.select(Axis.PRIVILEGE, "!sudo", values, Function.identity()))
        .containsExactly("root", "setuid");
  }

  @Test
  void listsTheValuesWhenNothingIsSelected() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Axes.select(Axis.PRIVILEGE, "rot", List.of("root", "sudo"), Function.identity()))
        .withMessage("-Dprivilege='rot' selects nothing; there is: root, sudo");
  }

  private static List<String> runtimes(Map<String, String> given) {
    var distributions = new Distributions(NOWHERE, () -> null, false, note -> {});
    return Axes.runtimes(new Settings(given), Runtimes.all(distributions)).stream()
        .map(Runtime::name)
        .toList();
  }

  @Test
  void aTierSaysWhichRuntimesThereAreUnasked() {
    var quick = runtimes(Map.of("matrix.tier", "quick"));

    assertThat(quick).contains("docker", "apptainer").doesNotContain("htcondor", "docker@sid");
    assertThat(runtimes(Map.of())).contains("htcondor").doesNotContain("docker@sid");
    assertThat(runtimes(Map.of("matrix.tier", "all"))).contains("htcondor", "docker@sid");
    assertThat(runtimes(Map.of("matrix.tier", "quick", "runtime", "htcondor")))
        .containsExactly("htcondor");
  }

  @Test
  void anotherSuitesEditionOfAnEngineIsTakenWhereItIsNamed() {
    assertThat(runtimes(Map.of())).contains("docker", "apptainer").noneMatch(n -> n.contains("@"));
    assertThat(runtimes(Map.of("runtime", "docker*")))
        .containsExactly("docker", "docker@bookworm", "docker@sid");
    assertThat(runtimes(Map.of("cells", "containers/x[criu=4.3,runtime=docker@sid,host=local]")))
        .contains("docker", "docker@sid")
        .doesNotContain("docker@bookworm");
  }

  @Test
  void makesACellOfEachPointInAFixedOrder() {
    var cells = axes("*").cells(CASE, Selection.of("root sudo"), ALL, ALL);

    assertThat(cells)
        .extracting(Cell::id)
        .containsExactly(
            "serial/java[criu=4.2.1,privilege=root,runtime=none,host=local]",
            "serial/java[criu=3.17.1,privilege=root,runtime=none,host=local]",
            "serial/java[criu=4.2.1,privilege=sudo,runtime=none,host=local]",
            "serial/java[criu=3.17.1,privilege=sudo,runtime=none,host=local]");
  }

  @Test
  void aRuntimeThatNeedsNoCriuHasOneCellForAllBuilds() {
    var runtime =
        new NoContainer() {
          @Override
          public boolean needsNoCriu() {
            return true;
          }
        };
    var usual = axes("*");
    var axes =
        new Axes(
            usual.builds(),
            usual.privileges(),
            List.of(runtime),
            usual.hosts(),
            usual.cells(),
            usual.shard());

    var cells = axes.cells(CASE, Selection.of("root"), ALL, ALL);

    assertThat(cells)
        .extracting(Cell::id)
        .containsExactly("serial/java[criu=none,privilege=root,runtime=none,host=local]");
    assertThat(axes.isNewest(cells.get(0))).isTrue();
    assertThat(axes.point(cells.get(0)).build()).isSameAs(usual.builds().get(1));
  }

  @Test
  void leavesOutWhatTheUserOrTheCaseDoesNotWant() {
    assertThat(axes("serial/* !*3.17*").cells(CASE, Selection.of("!unprivileged"), ALL, ALL))
        .hasSize(4);
    assertThat(axes("network/*").cells(CASE, ALL, ALL, ALL)).isEmpty();
    assertThat(axes("*").cells(CASE, ALL, Selection.of("podman"), ALL)).isEmpty();
  }

  @Test
  void aShardHasAPartOfTheCellsAndAllTogetherHaveEachOnce() {
    var all = axes("*").cells(CASE, ALL, ALL, ALL);
    var parts =
        IntStream.rangeClosed(1, 3)
            .mapToObj(n -> axes("*").in(new Shard(n, 3)).cells(CASE, ALL, ALL, ALL))
            .toList();

    assertThat(parts).noneMatch(part -> part.size() == all.size());
    assertThat(parts.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void findsWhatACellStandsFor() {
    var axes = axes("*");
    var point = axes.point(Cell.of(CASE, "3.17.1", "setuid", "none", "local"));

    assertThat(point.build()).isSameAs(axes.builds().get(1));
    assertThat(point.privilege().name()).isEqualTo("setuid");
    assertThat(point.runtime().name()).isEqualTo("none");
    assertThat(point.host().name()).isEqualTo("local");
  }

  @Test
  void twoMachinesAreNoHostOfACaseThatNeedsOne() {
    var options = new Machines.Options(NOWHERE, 512, 1, List.of(), false);
    try (var machines =
        new Machines(
            Path.of(""),
            architecture -> NOWHERE,
            options,
            new Distributions(NOWHERE, () -> null, false, note -> {}),
            note -> {})) {
      var axes =
          new Axes(List.of(), List.of(), List.of(), machines.kinds(), Selection.of("*"), Shard.ALL);

      assertThat(axes.serving(1).hosts())
          .extracting(HostKind::name)
          .contains("vm:haswell")
          .doesNotContain("vm:haswell+nehalem");
      assertThat(axes.serving(2).hosts()).isEqualTo(axes.hosts());
    }
  }
}

package org.criumatrix.junit;

import static java.util.stream.Collectors.toCollection;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.criumatrix.application.Userlands;
import org.criumatrix.batch.registry.BatchSystems;
import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.checkpoint.registry.ContainerHosts;
import org.criumatrix.checkpoint.registry.Runtimes;
import org.criumatrix.criu.CriuBuild;
import org.criumatrix.distro.Distributions;
import org.criumatrix.distro.NativeBuild;
import org.criumatrix.host.HostKind;
import org.criumatrix.host.LocalHosts;
import org.criumatrix.matrix.Axis;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Cell;
import org.criumatrix.matrix.CsvData;
import org.criumatrix.matrix.Selection;
import org.criumatrix.matrix.Shard;
import org.criumatrix.matrix.VersionOrder;
import org.criumatrix.privilege.Privilege;
import org.criumatrix.privilege.Privileges;
import org.criumatrix.vm.Machines;

/**
 * The cells that the documentation describes: every case, with its cells for the newest CRIU build
 * where the suite usually plays it. Nothing is looked up on this machine.
 */
public final class UsualCells {

  private static final Path NOWHERE = Path.of("/nowhere");
  private static final String USUAL = "local";
  private static final String NEWEST = newestInTheCatalogue();

  /** Axes without values, for what does not depend on cells. */
  private static final Axes NO_AXES =
      new Axes(List.of(), List.of(), List.of(), List.of(), Selection.of("*"), Shard.ALL);

  /** Made when they are asked for, since there are tens of thousands. */
  private static final class Made {
    private static final List<Cell> ALL = all();
  }

  private UsualCells() {}

  /** The newest CRIU in the catalogue. */
  public static String newest() {
    return NEWEST;
  }

  private static String newestInTheCatalogue() {
    return CsvData.read("/org/criumatrix/criu/catalogue.csv").stream()
        .map(r -> r.get("expected"))
        .max(VersionOrder.OLDEST_FIRST)
        .orElseThrow();
  }

  /** All cases. */
  public static Set<CaseId> cases() {
    return ScenarioLauncher.cases().stream()
        .flatMap(method -> CasePlan.of(method, NO_AXES).stream())
        .map(CasePlan::id)
        .collect(toCollection(TreeSet::new));
  }

  /** All privileges. */
  public static List<String> privileges() {
    return Privileges.all(true).stream().map(Privilege::name).toList();
  }

  /** All runtimes, including those that only run when they are named. */
  public static List<String> runtimes() {
    return Runtimes.all(nowhere()).stream().map(Runtime::name).toList();
  }

  private static Distributions nowhere() {
    return new Distributions(NOWHERE, () -> null, false, note -> {});
  }

  /** The expansion of {@code {tcp,udp}-moved}. */
  public static List<String> spelledOut(String name) {
    return Alternatives.of(name).stream().map(Alternatives.Choice::name).toList();
  }

  /**
   * Returns the cells on this machine. For a case that never runs directly on it, returns those in
   * containers, in pools or on virtual machines.
   */
  public static List<Cell> usual() {
    var atHome = new HashSet<CaseId>();
    Made.ALL.stream().filter(UsualCells::isUsual).forEach(c -> atHome.add(c.caseId()));
    return Made.ALL.stream().filter(c -> isUsual(c) || !atHome.contains(c.caseId())).toList();
  }

  private static boolean isUsual(Cell cell) {
    return cell.on(Axis.HOST).equals(USUAL);
  }

  private static List<Cell> all() {
    var local = LocalHosts.with(NOWHERE, NOWHERE);
    var distributions = nowhere();
    var options = new Machines.Options(NOWHERE, 512, 1, List.of(), false);
    try (var machines =
        new Machines(Path.of(""), architecture -> NOWHERE, options, distributions, note -> {})) {
      var hosts = new ArrayList<HostKind>(List.of(local));
      hosts.addAll(ContainerHosts.all(local, distributions));
      hosts.addAll(BatchSystems.hosts(local, distributions));
      hosts.addAll(
          Userlands.hosts(local, distributions, new NativeBuild(NOWHERE, NOWHERE, NOWHERE)));
      hosts.addAll(machines.kinds());
      var axes =
          new Axes(
              List.of(new CriuBuild(newest(), "path", newest(), "", "", NOWHERE, NOWHERE)),
              Privileges.all(true),
              Runtimes.all(distributions).stream().filter(r -> !r.onlyWhenNamed()).toList(),
              hosts,
              Selection.of("*"),
              Shard.ALL);
      return ScenarioLauncher.cases().stream()
          .flatMap(method -> CasePlan.of(method, axes).stream())
          .flatMap(plan -> plan.cells().isEmpty() ? nobody(plan) : plan.cells().stream())
          .toList();
    }
  }

  /** A case that nothing selects would go unnoticed. */
  private static Stream<Cell> nobody(CasePlan plan) {
    throw new AssertionError(plan.id() + " has no cell on any host");
  }
}

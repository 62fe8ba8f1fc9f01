package org.criumatrix.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.criu.CriuBuild;
import org.criumatrix.execution.Rigs.Point;
import org.criumatrix.host.HostKind;
import org.criumatrix.matrix.Axis;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Cell;
import org.criumatrix.matrix.Selection;
import org.criumatrix.matrix.Shard;
import org.criumatrix.matrix.WithoutCriu;
import org.criumatrix.privilege.Privilege;

/** The values of each axis, and the cells that they make. */
record Axes(
    List<CriuBuild> builds,
    List<Privilege> privileges,
    List<Runtime> runtimes,
    List<HostKind> hosts,
    Selection cells,
    Shard shard) {

  /**
   * Selects values by globs.
   *
   * @throws IllegalArgumentException if nothing is selected, most likely because of a typing error
   */
  static <T> List<T> select(Axis axis, String globs, List<T> values, Function<T, String> name) {
    var selection = Selection.of(globs);
    var selected = values.stream().filter(v -> selection.matches(name.apply(v))).toList();
    if (selected.isEmpty()) {
      throw new IllegalArgumentException(
          "-D%s='%s' selects nothing; there is: %s"
              .formatted(axis.key(), globs, String.join(", ", values.stream().map(name).toList())));
    }
    return selected;
  }

  /**
   * Selects runtimes. A runtime that only runs when it is named must be named by the option or by a
   * cell's id.
   */
  static List<Runtime> runtimes(Settings settings, List<Runtime> all) {
    var cells = settings.cells();
    var usual =
        all.stream()
            .filter(
                r -> settings.tier().has(r) || cells.contains(Axis.RUNTIME.key() + "=" + r.name()))
            .toList();
    return settings
        .runtimes()
        .map(globs -> select(Axis.RUNTIME, globs, all, Runtime::name))
        .orElse(usual);
  }

  /**
   * Returns the values for cases with this number of hosts: pairs of machines are for cases that
   * need two.
   */
  Axes serving(int number) {
    var serving = hosts.stream().filter(h -> number > 1 || !h.isPair()).toList();
    return new Axes(builds, privileges, runtimes, serving, cells, shard);
  }

  /** Returns these axes restricted to the cells of one shard. */
  Axes in(Shard part) {
    return new Axes(builds, privileges, runtimes, hosts, cells, part);
  }

  List<Cell> cells(
      CaseId id, Selection privilegesOfCase, Selection runtimesOfCase, Selection hostsOfCase) {
    // There are ten thousands of points, and most cases are about a few values of each axis.
    var hostNames = names(hosts, HostKind::name, hostsOfCase);
    var privilegeNames = names(privileges, Privilege::name, privilegesOfCase);
    var itsRuntimes = runtimes.stream().filter(r -> runtimesOfCase.matches(r.name())).toList();
    var all = new ArrayList<Cell>();
    for (var host : hostNames) {
      for (var runtime : itsRuntimes) {
        for (var privilege : privilegeNames) {
          for (var criu : checkpointers(runtime)) {
            all.add(Cell.of(id, criu, privilege, runtime.name(), host));
          }
        }
      }
    }
    return all.stream().filter(cells::matches).filter(c -> shard.has(c.id())).toList();
  }

  private static <T> List<String> names(
      List<T> values, Function<T, String> name, Selection ofCase) {
    return values.stream().map(name).filter(ofCase::matches).toList();
  }

  /** Returns the values on the axis of CRIU builds for cells with a runtime. */
  private List<String> checkpointers(Runtime runtime) {
    return runtime.needsNoCriu()
        ? List.of(WithoutCriu.NONE)
        : builds.stream().map(CriuBuild::version).toList();
  }

  /** Whether the cell's build is the newest of these, or no CRIU takes part. */
  boolean isNewest(Cell cell) {
    var criu = cell.on(Axis.CRIU);
    return WithoutCriu.is(criu) || newest().version().equals(criu);
  }

  private CriuBuild newest() {
    return builds.get(builds.size() - 1);
  }

  Point point(Cell cell) {
    var criu = cell.on(Axis.CRIU);
    // A host is made ready with some build; nothing calls it where no CRIU takes part.
    var build = WithoutCriu.is(criu) ? newest() : find(builds, CriuBuild::version, criu);
    var privilege = find(privileges, Privilege::name, cell.on(Axis.PRIVILEGE));
    return new Point(
        find(hosts, HostKind::name, cell.on(Axis.HOST)),
        build,
        privilege.forCase(cell.caseId(), build.release()),
        find(runtimes, Runtime::name, cell.on(Axis.RUNTIME)));
  }

  private static <T> T find(List<T> values, Function<T, String> name, String wanted) {
    return values.stream()
        .filter(v -> name.apply(v).equals(wanted))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException(wanted));
  }
}

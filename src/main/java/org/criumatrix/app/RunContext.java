package org.criumatrix.app;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.criumatrix.account.LaneTime;
import org.criumatrix.application.Userlands;
import org.criumatrix.batch.registry.BatchSystems;
import org.criumatrix.cell.Waits;
import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.checkpoint.registry.ContainerHosts;
import org.criumatrix.checkpoint.registry.Runtimes;
import org.criumatrix.checkpoint.zdtm.Zdtm;
import org.criumatrix.criu.CriuBuild;
import org.criumatrix.criu.CriuCatalog;
import org.criumatrix.criu.CriuCatalog.Options;
import org.criumatrix.distro.Distributions;
import org.criumatrix.distro.NativeBuild;
import org.criumatrix.execution.Rigs;
import org.criumatrix.host.HostKind;
import org.criumatrix.host.LocalHosts;
import org.criumatrix.junit.MatrixRun;
import org.criumatrix.junit.MatrixRunBuilder;
import org.criumatrix.junit.Settings;
import org.criumatrix.matrix.Cell;
import org.criumatrix.matrix.MatrixFile;
import org.criumatrix.matrix.MatrixFileException;
import org.criumatrix.source.CommitBuilds;
import org.criumatrix.vm.Machines;
import org.criumatrix.zdtm.ZdtmTree;

/** Collects the parts of a run, and reports mistakes of the user. */
final class RunContext implements AutoCloseable {

  /** The folder below the target folder for hosts without root. */
  static final String SCRATCH = "scratch";

  /** The folder below the target folder for workloads that user lands have built. */
  private static final String USERLANDS = "userlands";

  private final Settings settings;
  private final Path target;
  private final CriuCatalog catalog;
  private final List<CriuBuild> builds;
  private final Machines machines;
  private final List<HostKind> hosts;
  private final Distributions distributions;
  private final Optional<ZdtmTree> zdtm;
  private final Rigs rigs;
  private final boolean root;
  private final LaneTime time = new LaneTime();
  private final Map<String, Map<String, String>> facts = new LinkedHashMap<>();

  /**
   * @param workloads the folder of the built workloads and the agent
   * @param target the folder of everything that a build and a run write
   * @param root whether the suite is root on this machine
   */
  RunContext(Settings settings, Path workloads, Path target, boolean root, Consumer<String> notes) {
    this.settings = settings;
    this.target = target;
    this.root = root;
    var scratch = target.resolve(SCRATCH);
    var local = LocalHosts.with(workloads.resolve("agent"), scratch);
    this.catalog = CriuBuilds.catalog(settings.cache(), !settings.setsUp(), notes);
    this.distributions = distributions(settings, notes);
    var commits = usable(() -> CriuBuilds.commits(settings, distributions, notes));
    this.builds = usable(() -> selectedBuilds(commits));
    this.zdtm = usable(() -> settings.zdtm(notes));
    GpuSupport.make(settings, builds, commits, notes);
    this.machines =
        new Machines(
            MatrixCommand.PROJECT,
            architecture -> ForeignPrograms.workloads(workloads, architecture).resolve("agent"),
            MachineOptions.of(settings),
            distributions,
            notes);
    var build = new NativeBuild(MatrixCommand.PROJECT, workloads, target.resolve(USERLANDS));
    this.hosts = hosts(local, build);
    this.rigs = rigs(workloads);
    ForeignPrograms.make(hosts, workloads, settings.cache(), !settings.setsUp(), rigs, notes);
  }

  static Distributions distributions(Settings settings, Consumer<String> notes) {
    return new Distributions(
        settings.cache(), () -> Options.fromSystemProperties().archive(), settings.setsUp(), notes);
  }

  private Rigs rigs(Path workloads) {
    var made = new Rigs(workloads, Waits.USUAL, settings.hasSubChecks(), time);
    made.dumpBy(catalog.builds());
    made.callBy(settings.caller());
    settings.profile().ifPresent(made::use);
    if (settings.masksBreakpoints()) {
      if (!Files.exists(Rigs.breakpointMask(workloads))) {
        throw new CommandException(
            ExitCode.USAGE, "-Dmatrix.breakpoints=ignored is for x86-64 alone, see native/preload");
      }
      made.maskBreakpoints();
    }
    return made;
  }

  private List<HostKind> hosts(HostKind local, NativeBuild workloadsOfUserlands) {
    var all = new ArrayList<>(List.of(local));
    all.addAll(ContainerHosts.all(local, distributions));
    all.addAll(BatchSystems.hosts(local, distributions));
    all.addAll(Userlands.hosts(local, distributions, workloadsOfUserlands));
    all.addAll(machines.kinds());
    return usable(() -> MatrixRunBuilder.selected(settings, all));
  }

  private List<CriuBuild> selectedBuilds(Optional<CommitBuilds> commits) {
    return CriuBuilds.selected(catalog, settings.cache(), settings.builds(), "-Dcriu=", commits);
  }

  /** Returns what an option names, unless that is a mistake of the user. */
  private static <T> T usable(Supplier<T> named) {
    try {
      return named.get();
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, e.getMessage(), e);
    }
  }

  MatrixRun open(List<Method> cases, PrintStream out) throws IOException {
    var distinct = hosts.stream().map(HostKind::machine).distinct().toList();
    // Start virtual machines in parallel.
    distinct.parallelStream().forEach(HostKind::unavailable);
    distinct.forEach(h -> rigs.facts(h).ifPresent(f -> facts.put(h.name(), f.recorded())));
    try {
      // Check the user's options first: a typing error must not cost the last run's results.
      var builder =
          new MatrixRunBuilder(settings, builds, runtimes(), hosts, root)
              .expecting(expectations())
              .planning(cases);
      var recorder = PreviousRun.recorder(settings.resumes(), settings.folder(), target);
      return builder.with(rigs, recorder, time).open(out, kernels());
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, e.getMessage(), e);
    }
  }

  /** Returns the cells that a run would have. */
  List<Cell> selected(List<Method> cases) {
    return usable(
        () ->
            new MatrixRunBuilder(settings, builds, runtimes(), hosts, root)
                .planning(cases)
                .selected());
  }

  private List<Runtime> runtimes() {
    var all = new ArrayList<>(Runtimes.all(distributions));
    zdtm.ifPresent(tree -> all.add(new Zdtm(tree, distributions)));
    return List.copyOf(all);
  }

  private MatrixFile expectations() throws IOException {
    var file = settings.matrixFile();
    if (!Files.isReadable(file)) {
      throw new CommandException(
          ExitCode.MATRIX_FILE,
          file.toAbsolutePath() + " is not there; -Dmatrix.file=FILE names another");
    }
    try {
      return MatrixFile.read(file);
    } catch (MatrixFileException e) {
      throw new CommandException(ExitCode.MATRIX_FILE, e.getMessage(), e);
    }
  }

  private Map<String, String> kernels() {
    var kernels = new LinkedHashMap<String, String>();
    hosts.stream()
        .filter(h -> facts.containsKey(h.machine().name()))
        .forEach(h -> kernels.put(h.name(), facts.get(h.machine().name()).get("kernel")));
    return kernels;
  }

  Map<String, Map<String, String>> facts() {
    var all = new LinkedHashMap<>(facts);
    hosts.forEach(h -> programs(h).ifPresent(f -> all.put(h.name(), f)));
    return Map.copyOf(all);
  }

  /** Returns the facts of a host with programs of its own: its machine's, and their versions. */
  private Optional<Map<String, String>> programs(HostKind host) {
    var programs = host.programs();
    if (programs.isEmpty()) {
      return Optional.empty();
    }
    var all = new LinkedHashMap<>(facts.getOrDefault(host.machine().name(), Map.of()));
    all.putAll(programs);
    return Optional.of(Map.copyOf(all));
  }

  /** Returns the engines and batch systems of the run with their versions. */
  List<String> engines() {
    return distributions.versions().entrySet().stream()
        .flatMap(
            root ->
                root.getValue().entrySet().stream()
                    .map(e -> "%s: %s: %s".formatted(root.getKey(), e.getKey(), e.getValue())))
        .toList();
  }

  Path target() {
    return target;
  }

  List<CriuBuild> builds() {
    return builds;
  }

  /** Returns the time that lanes spent on each activity, in milliseconds. */
  Map<String, Double> laneTime() {
    return time.ms();
  }

  @Override
  public void close() {
    machines.close();
  }
}

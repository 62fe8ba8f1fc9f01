package org.criumatrix.app;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.criumatrix.account.LaneTime;
import org.criumatrix.host.LocalFolders;
import org.criumatrix.host.LocalHosts;
import org.criumatrix.junit.ScenarioLauncher;
import org.criumatrix.junit.Settings;
import org.criumatrix.setup.Kernel;
import org.criumatrix.setup.Native;
import org.criumatrix.setup.Packages;
import org.criumatrix.vm.Machines;

/** Sets up the machine, runs the cells and writes the results. */
final class MatrixCommand {

  static final Path PROJECT = Path.of("");
  static final Path TARGET = Path.of("target");
  private static final Path SCRATCH = TARGET.resolve(RunContext.SCRATCH);
  private static final Path WORKLOADS = TARGET.resolve("native");

  private final Settings settings;
  private final PrintStream out;
  private final boolean root = LocalHosts.isRoot();
  private final List<String> notes = new CopyOnWriteArrayList<>();
  private final LaneTime around = new LaneTime();

  MatrixCommand(Settings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
  }

  ExitCode run() {
    try {
      return OneAtATime.in(settings.folder(), this::cells);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.DISK, settings.folder() + " cannot be written: " + e.getMessage(), e);
    }
  }

  /** Prints the ids of the selected cells. Notes are not part of the list. */
  ExitCode list() {
    try (var context = context(System.err::println)) {
      context.selected(ScenarioLauncher.cases()).forEach(cell -> out.println(cell.id()));
      return ExitCode.AS_EXPECTED;
    }
  }

  private ExitCode cells() throws IOException {
    LocalFolders.remove(SCRATCH);
    LocalHosts.clearLeftovers();
    around.spend("set-up", this::setUp);
    try (var context = around.spend("CRIU builds and hosts", () -> context(this::note));
        var run = context.open(ScenarioLauncher.cases(), out)) {
      var finisher = new RunFinisher(settings, context, run, notes, around, out);
      // Ctrl-C ends Maven and this JVM; records are already written, the pages are not.
      Runtime.getRuntime().addShutdownHook(new Thread(finisher::cutOff));
      return finisher.complete(play(finisher));
    } finally {
      LocalHosts.clearLeftovers();
      LocalFolders.remove(SCRATCH);
    }
  }

  private List<Throwable> play(RunFinisher finisher) {
    var early = EarlyPages.of(finisher.pages(), this::note);
    try {
      return ScenarioLauncher.execute(settings);
    } finally {
      early.stop();
    }
  }

  private RunContext context(Consumer<String> noted) {
    return new RunContext(settings, WORKLOADS, TARGET, root, noted);
  }

  private void setUp() {
    var install = root && settings.setsUp();
    Packages.ensure(install, this::isSelected, this::note);
    var kernel = Kernel.problem();
    if (kernel.isPresent()) {
      throw new CommandException(ExitCode.MACHINE, kernel.get());
    }
    var built = Native.build(Path.of("native"), WORKLOADS);
    if (built.isPresent()) {
      throw new CommandException(ExitCode.MACHINE, built.get());
    }
  }

  /**
   * Whether the run needs the packages for this kind of run in packages.csv: with virtual machines,
   * a clone of CRIU's repository, or the CUDA plugin.
   */
  private boolean isSelected(String kind) {
    if (kind.equals("gpu")) {
      return GpuSupport.isWanted(settings);
    }
    if (kind.equals("source")) {
      return settings.source().isPresent();
    }
    var machines = kind.equals("vm") ? Machines.names(PROJECT) : Machines.foreign(PROJECT, kind);
    return machines.stream().anyMatch(settings::selectsHost);
  }

  private void note(String text) {
    notes.add(text);
    out.println(text);
  }
}

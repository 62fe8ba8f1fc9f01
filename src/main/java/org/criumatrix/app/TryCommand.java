package org.criumatrix.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.criumatrix.advice.Adviser;
import org.criumatrix.advice.Answer;
import org.criumatrix.advice.Evidence;
import org.criumatrix.criu.CriuCatalog;
import org.criumatrix.host.HostException;
import org.criumatrix.host.LocalHosts;
import org.criumatrix.host.MachineView;
import org.criumatrix.host.Signal;
import org.criumatrix.matrix.Glob;
import org.criumatrix.matrix.Selection;
import org.criumatrix.privilege.Privilege;
import org.criumatrix.privilege.Privileges;
import org.criumatrix.program.Client;
import org.criumatrix.program.Compared;
import org.criumatrix.program.Program;
import org.criumatrix.report.Sheets;
import org.criumatrix.setup.Kernel;
import org.criumatrix.setup.Packages;
import org.criumatrix.target.ProgramFile;
import org.criumatrix.trial.Trial;
import org.criumatrix.trial.TrialException;
import org.criumatrix.trial.TrialPlan;
import org.criumatrix.trial.TrialReport;
import org.criumatrix.trial.TrialSheet;
import org.criumatrix.trial.TrialText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.UnmatchedArgumentException;

/** Dumps and restores a program of the user's, and shows whether it comes to the same results. */
@Command(
    name = "try",
    sortOptions = false,
    description = {
      "Proves whether a program can be checkpointed: runs it twice without a checkpoint, then dumps, kills and restores it"
          + " at several moments, lets it end, and compares exit code, output and files.",
      "If CRIU refuses it, the options that it needs are searched. The runs see this machine's files, and what they write is"
          + " kept in memory: nothing of yours changes. They have no network but their own loopback. Needs root."
    },
    exitCodeList = {
      "0:it works without options",
      "10:it works with the options that are printed",
      "11:it does not work: refused, lost, or its results change",
      "12:cannot tell; the message says why",
      "2:an option is wrong",
      "4:the machine lacks something",
      "5:there is no CRIU build",
      "7:the suite itself failed"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  criu-matrix try -- ./simulate --steps 1000",
      "  criu-matrix try --at 10%%,50%% --criu '4.*' -- python3 train.py",
      "  criu-matrix try --mpi 4 -- ./solver input.dat",
      "  criu-matrix try --ready-port 8080 --client 'curl -s localhost:8080/sum' --stop TERM -- ./server",
      "  criu-matrix try --job batch.sh"
    })
final class TryCommand implements Callable<Integer> {

  private static final String INSTALLED = "path:/usr/sbin/criu";

  @Parameters(
      paramLabel = "-- COMMAND ARGS",
      arity = "0..*",
      description = "The program and its arguments; no shell interprets them.")
  private List<String> words = List.of();

  @Option(
      names = "--job",
      paramLabel = "SCRIPT",
      description =
          "In place of a command: a batch script, run by the shell that its first line names.")
  private Path job;

  @Option(
      names = "--mpi",
      paramLabel = "N",
      description = "Run the command with N ranks by this machine's mpirun.")
  private Integer ranks;

  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      description = "The program's working folder. Default: the current one.")
  private Path folder;

  @Option(
      names = "--in-place",
      description = "Let the runs write into the working folder itself, for programs that need it.")
  private boolean inPlace;

  @Option(
      names = "--container",
      description =
          "Run the program in PID, IPC, mount and network namespaces of its own, as in a container.")
  private boolean contained;

  @Option(names = "--terminal", description = "Run the program as a job on a terminal.")
  private boolean terminal;

  @Mixin private MomentOptions when;

  @Mixin private ReadyOptions ready;

  @Option(
      names = "--limit",
      paramLabel = "SECONDS",
      defaultValue = "3600",
      description = "How long a run may take; default: ${DEFAULT-VALUE}.")
  private int limit;

  @Option(
      names = "--client",
      paramLabel = "COMMAND",
      description =
          "A command of the shell that talks to the program from outside, and must not notice anything. It runs in the same folder.")
  private String client;

  @Option(
      names = "--client-line",
      paramLabel = "REGEX",
      description = "The dump waits until this is found in the client's output.")
  private String clientLine;

  @Option(
      names = "--stop",
      paramLabel = "SIGNAL",
      description = "The signal that ends the program when its client has ended: TERM.")
  private String stop;

  @Option(
      names = "--stop-after",
      paramLabel = "SECONDS",
      description = "End a program that does not end by itself, by --stop or TERM.")
  private Double stopAfter;

  @Option(
      names = "--criu",
      paramLabel = "GLOBS",
      description = {
        "Builds of CRIU: 4.3, '4.*', newest, path:/my/criu. Default: that of this machine, otherwise the newest."
      })
  private String criu;

  @Option(
      names = "--privilege",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "root",
      description = {
        "Who calls CRIU: root, capabilities, setuid, sudo, unprivileged. The program runs as root, or as an ordinary account.",
        "Default: ${DEFAULT-VALUE}."
      })
  private List<String> privileges;

  @Option(
      names = "--smallest",
      description = "With capabilities: search the smallest set; a run for each of them.")
  private boolean smallest;

  @Option(
      names = "--with",
      paramLabel = "OPTION",
      description = "An option of CRIU to begin with: --with=--tcp-close.")
  private List<String> options = List.of();

  @Option(
      names = "--compare",
      paramLabel = "PROGRAM",
      description = {
        "Compares two runs in place of the suite: called with two folders, each with stdout, stderr, exit and files/."
            + " Exit 0: they are equal."
      })
  private Path comparer;

  @Option(
      names = "--ignore",
      paramLabel = "REGEX",
      description = "Lines in which this is found are not compared.")
  private List<String> ignored = List.of();

  @Option(
      names = "--files",
      paramLabel = "GLOBS",
      defaultValue = "*",
      description = "Globs over the files that are compared; default: all that it writes.")
  private String files;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      defaultValue = "70%",
      description = "How much memory its files and images may take: 8G or a part; default: 70%%.")
  private String memory;

  @Option(
      names = "--output",
      paramLabel = "FOLDER",
      description = "Where the page and the logs go. Default: target/try in the suite's folder.")
  private Path output;

  @Option(names = "--offline", description = "Install and download nothing.")
  private boolean offline;

  @Override
  public Integer call() throws IOException {
    if (!LocalHosts.isRoot()) {
      throw new CommandException(
          ExitCode.MACHINE,
          "try needs root, to keep the program's files apart from yours: sudo %s/criu-matrix try …"
              .formatted(Checkout.folder().toAbsolutePath()));
    }
    Kernel.problem()
        .ifPresent(
            problem -> {
              throw new CommandException(ExitCode.MACHINE, problem);
            });
    Packages.ensureForTry(!offline, TryCommand::progress);
    var programs = Checkout.programs();
    var plan = plan();
    try {
      var host =
          new MachineView(
              programs.resolve("agent"),
              inPlace ? Optional.of(plan.folder()) : Optional.empty(),
              plan.memory());
      var adviser = new Adviser(AdviceDesk.matrix(), Evidence.shipped());
      var report = new Trial(plan, host, programs, adviser, TryCommand::progress).play();
      return print(report);
    } catch (TrialException e) {
      System.err.println("criu-matrix: cannot tell: " + e.getMessage());
      return Answer.UNKNOWN.code();
    } catch (HostException e) {
      System.err.println("criu-matrix: cannot tell: " + e.getMessage());
      return ExitCode.INTERNAL.code();
    }
  }

  /** Explains a mistake; the usual one is an option of the program without {@code --} before it. */
  static int explain(ParameterException mistake, String[] arguments) {
    System.err.println("criu-matrix: " + mistake.getMessage());
    UnmatchedArgumentException.printSuggestions(mistake, new PrintWriter(System.err, true, UTF_8));
    if (mistake instanceof UnmatchedArgumentException && !List.of(arguments).contains("--")) {
      System.err.println(
          "If it belongs to the program, put -- before the program: criu-matrix try -- ./simulate --steps 1000");
    }
    System.err.println("'criu-matrix try --help' lists the options.");
    return ExitCode.USAGE.code();
  }

  private static void progress(String line) {
    System.err.println("criu-matrix: " + line);
  }

  private int print(TrialReport report) throws IOException {
    var page = report.plan().output().resolve("index.html");
    Files.writeString(page, Sheets.html(TrialSheet.of(report)));
    var text = new TrialText(report, AdviceDesk::painted);
    System.out.print(text.text(page));
    System.out.flush();
    return switch (Trial.worst(report)) {
      case WORKS ->
          report.answers().stream().allMatch(a -> TrialText.isPlain(a))
              ? Answer.WORKS.code()
              : Answer.WORKS_WITH_CHANGES.code();
      case UNKNOWN -> Answer.UNKNOWN.code();
      case REFUSED, CHANGED, DIES, LOST -> Answer.FAILS.code();
    };
  }

  private TrialPlan plan() throws IOException {
    if (contained && (terminal || client != null)) {
      throw new CommandException(
          ExitCode.USAGE, "--container goes with neither --terminal nor --client");
    }
    var argv = argv();
    if (folder != null && !Files.isDirectory(folder)) {
      throw new CommandException(ExitCode.USAGE, "there is no folder " + folder);
    }
    var where =
        (folder != null ? folder : job != null ? job.toAbsolutePath().getParent() : Path.of(""))
            .toRealPath();
    try {
      var program =
          new Program(
              argv.get(0),
              argv,
              environment(),
              Map.of(),
              "",
              ready.readiness(),
              terminal,
              stop == null ? stopAfter == null ? 0 : Signal.number("TERM") : Signal.number(stop),
              stopAfter == null ? Duration.ZERO : Duration.ofMillis(Math.round(stopAfter * 1000)),
              Optional.ofNullable(client)
                  .map(c -> new Client(c, clientLine == null ? "" : clientLine)),
              WithOption.requireOptions(options),
              new Compared(
                  true,
                  true,
                  Selection.of(files),
                  ignored.stream().map(Pattern::compile).toList()));
      return new TrialPlan(
          program,
          job == null ? argv(words) : argv,
          where,
          when.moments(),
          CriuBuilds.selected(
              CriuCatalog.defaultFolder(), globs(), offline, "--criu=", TryCommand::progress),
          privileges(),
          smallest,
          Optional.ofNullable(comparer).map(Path::toAbsolutePath),
          inPlace,
          contained,
          ready.limit(),
          Duration.ofSeconds(limit),
          memory,
          folderOfOutput(argv));
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, e.getMessage(), e);
    }
  }

  /** Returns a command with the launcher that the options ask for. */
  private List<String> argv(List<String> command) {
    var argv = new ArrayList<String>();
    if (ranks != null) {
      argv.addAll(List.of("mpirun", "-n", String.valueOf(ranks)));
    }
    argv.addAll(command);
    return argv;
  }

  private List<String> argv() throws IOException {
    if (words.isEmpty() == (job == null)) {
      throw new CommandException(
          ExitCode.USAGE, "give a command after --, or --job SCRIPT: try -- ./simulate");
    }
    var argv = new ArrayList<>(argv(job == null ? words : script()));
    var program = argv.get(0);
    argv.set(
        0,
        ProgramFile.find(program)
            .orElseThrow(
                () ->
                    new CommandException(
                        ExitCode.USAGE,
                        "there is no program %s%s"
                            .formatted(
                                program,
                                program.contains("/")
                                    ? ", or it may not be executed"
                                    : " on PATH"))));
    return argv;
  }

  private List<String> script() throws IOException {
    var script = job.toAbsolutePath();
    if (!Files.isReadable(script)) {
      throw new CommandException(ExitCode.USAGE, "there is no script " + script);
    }
    try (var lines = Files.lines(script)) {
      var first = lines.findFirst().orElse("");
      var shell =
          first.startsWith("#!")
              ? List.of(first.substring(2).strip().split("\\s+"))
              : List.of("sh");
      var all = new ArrayList<>(shell);
      all.add(script.toString());
      return all;
    }
  }

  private Map<String, String> environment() {
    var all = new HashMap<>(System.getenv());
    List.of("TESTCONTAINERS_RYUK_DISABLED", "DOCKER_CONFIG").forEach(all::remove);
    if (ranks != null) {
      all.put("OMPI_ALLOW_RUN_AS_ROOT", "1");
      all.put("OMPI_ALLOW_RUN_AS_ROOT_CONFIRM", "1");
      all.put("OMPI_MCA_rmaps_base_oversubscribe", "1");
    }
    return all;
  }

  /** Returns the globs over builds: by default the machine's own, otherwise the newest. */
  private String globs() {
    var installed = CriuCatalog.installedVersion().isPresent();
    return criu != null ? criu : installed ? INSTALLED : "newest";
  }

  private List<Privilege> privileges() {
    var all = Privileges.all(true);
    var chosen = new ArrayList<Privilege>();
    for (var name : privileges) {
      all.stream().filter(p -> Glob.of(name).matches(p.name())).forEach(chosen::add);
    }
    if (chosen.isEmpty()) {
      throw new CommandException(
          ExitCode.USAGE,
          "there is no privilege %s; there are %s"
              .formatted(privileges, all.stream().map(Privilege::name).toList()));
    }
    return chosen;
  }

  private Path folderOfOutput(List<String> argv) throws IOException {
    var time =
        LocalDateTime.now(ZoneId.systemDefault())
            .format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
    var name = Path.of(argv.get(0)).getFileName() + "-" + time;
    var chosen =
        output != null ? output : Checkout.folder().resolve(Path.of("target", "try", name));
    return Files.createDirectories(chosen.toAbsolutePath());
  }
}

package org.criumatrix.junit;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.criumatrix.matrix.Caller;
import org.criumatrix.matrix.Profile;
import org.criumatrix.matrix.Shard;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Defines the options of a run: names, types, defaults and help. */
@Command(sortOptions = false)
final class MatrixOptions {

  private static final String PREFIX = "-D";

  /** Values are stripped, so no value equals it, and {@code --} is an ordinary value. */
  private static final String NO_DELIMITER = " ";

  /** Reading the annotations again for each set of options would take most of the time. */
  private static final Set<String> NAMES =
      line(new MatrixOptions()).getCommandSpec().options().stream()
          .map(o -> o.longestName().substring(PREFIX.length()))
          .collect(Collectors.toUnmodifiableSet());

  @Option(
      names = "-Dcells",
      paramLabel = "GLOBS",
      defaultValue = "*",
      converter = OptionTypes.Globs.class,
      description = "globs over cell ids or cases: -Dcells='serial/* !*java*'")
  String cells;

  @Option(
      names = "-Dmatrix.tier",
      paramLabel = "TIER",
      defaultValue = "default",
      converter = OptionTypes.TierName.class,
      description = {
        "quick, default or all",
        "quick: the newest build as root and with capabilities, one case of each situation",
        "all: editions of engines, pools and virtual machines, too"
      })
  Tier tier;

  @Option(
      names = "-Dcriu",
      paramLabel = "GLOBS",
      description = {
        "globs over CRIU builds, 'newest', path:/my/criu, or with -Dcriu.source git:REF",
        "REF: a tag, a branch, a commit, or A..B; 3.19 is git:v3.19 if no package has it"
      })
  String criu;

  @Option(
      names = "-Dcriu.source",
      paramLabel = "CLONE",
      description = "folder or URL of CRIU's git repository; a folder is only read")
  String source;

  @Option(
      names = "-Dcriu.make",
      paramLabel = "WORDS",
      defaultValue = "",
      description = "arguments of make for git:REF: -Dcriu.make='NO_GNUTLS=1'")
  String makeOptions;

  @Option(
      names = "-Dprivilege",
      paramLabel = "GLOBS",
      converter = OptionTypes.Globs.class,
      description = "globs over root, sudo, setuid, capabilities, unprivileged")
  String privilege;

  @Option(
      names = "-Dcaller",
      paramLabel = "NAME",
      defaultValue = "command",
      converter = OptionTypes.CallerName.class,
      description = {
        "who calls CRIU: command, swrk, service or libcriu (default: ${DEFAULT-VALUE})",
        "swrk: a client that starts 'criu swrk' for each request of CRIU's RPC, as engines do",
        "service: the same client, of a 'criu service' that runs on the host",
        "libcriu: a C program with CRIU's library"
      })
  Caller caller;

  @Option(
      names = "-Dprofile",
      paramLabel = "NAME",
      converter = OptionTypes.ProfileName.class,
      description = {
        "the options of CRIU that a system passes, in place of those that each case chooses: runc, crun, podman,"
            + " docker, lxc and others, see docs/profiles.md",
        "none: no options (default: the options of each case)"
      })
  Profile profile;

  @Option(
      names = "-Druntime",
      paramLabel = "GLOBS",
      converter = OptionTypes.Globs.class,
      description = "globs over runtimes; those with an @ run only when selected")
  String runtime;

  @Option(
      names = "-Dhost",
      paramLabel = "GLOBS",
      converter = OptionTypes.Globs.class,
      description = {
        "globs over hosts, -Dhost='kernel:*'; virtual machines run only when selected, a pool also when"
            + " its cells are, -Dcells='batch/*'"
      })
  String host;

  @Option(
      names = "-Duserland",
      paramLabel = "GLOBS",
      converter = OptionTypes.Globs.class,
      description = {
        "globs over user lands, -Duserland=trixie,sid: cells run with that suite's C library,"
            + " compiler, Python, Java and MPI; musl is one",
        "-Dhost then selects the hosts without one (default: none)"
      })
  String userland;

  @Option(
      names = "-Dzdtm",
      paramLabel = "CLONE[@REF]",
      description = {
        "folder or URL of CRIU's git repository, and possibly a commit: /src/criu@v4.2; REF alone"
            + " is one of the clone of criu.source",
        "its own tests are the cells of the row zdtm (default: none)"
      })
  String zdtm;

  @Option(
      names = "-Dvm.memory",
      paramLabel = "MIB",
      // A Java virtual machine and LAMMPS need that much; Vagrantfile has the same number.
      defaultValue = "1024",
      converter = OptionTypes.Count.class,
      description = "MiB of each virtual machine (default: ${DEFAULT-VALUE})")
  int machineMemory;

  @Option(
      names = "-Dvm.cores",
      paramLabel = "N",
      converter = OptionTypes.Count.class,
      description =
          "processors of each virtual machine (default: as many as cells run in parallel)")
  Integer machineCores;

  @Option(
      names = "-Dvm.keep",
      paramLabel = "on",
      defaultValue = "false",
      arity = "1",
      converter = OptionTypes.Switch.class,
      description = "has no effect any more: a virtual machine starts in a second or two")
  boolean keepsMachines;

  @Option(
      names = "-Dgpu.plugin",
      paramLabel = "build|off",
      arity = "1",
      converter = OptionTypes.Switch.class,
      description = {
        "CRIU's CUDA plugin; default: build it if there is a GPU",
        "build: build it even without a GPU; off: never build it"
      })
  Boolean gpuPlugin;

  @Option(
      names = "-Dresume",
      paramLabel = "on",
      defaultValue = "false",
      arity = "1",
      converter = OptionTypes.Switch.class,
      description = "continue where the last run stopped")
  boolean resumes;

  @Option(
      names = "-Dshard",
      paramLabel = "N/OF",
      defaultValue = "1/1",
      converter = OptionTypes.ShardName.class,
      description = "3/8: the third of eight parts of the cells; 'merge' joins them")
  Shard shard;

  @Option(
      names = "-Dsetup",
      paramLabel = "off",
      defaultValue = "true",
      arity = "1",
      converter = OptionTypes.Switch.class,
      description = "off: install and download nothing")
  boolean setsUp;

  @Option(
      names = "-Dmatrix.file",
      paramLabel = "FILE",
      defaultValue = "matrix.csv",
      converter = OptionTypes.PathName.class,
      description = "the expectations (default: ./${DEFAULT-VALUE})")
  Path matrixFile;

  @Option(
      names = "-Dmatrix.folder",
      paramLabel = "FOLDER",
      defaultValue = "target/matrix",
      converter = OptionTypes.PathName.class,
      description = "folder of records and pages (default: ${DEFAULT-VALUE})")
  Path folder;

  @Option(
      names = "-Dmatrix.checks",
      paramLabel = "all|off",
      defaultValue = "default",
      description = {
        "second restores and second dumps; default: with the newest build, once for each case, and"
            + " none in a quick run",
        "all: of each cell that works; off: none"
      })
  String checks;

  @Option(
      names = "-Dmatrix.controls",
      paramLabel = "off",
      defaultValue = "true",
      arity = "1",
      converter = OptionTypes.Switch.class,
      description = "off: no negative controls")
  boolean hasControls;

  @Option(
      names = "-Dmatrix.breakpoints",
      paramLabel = "ignored",
      defaultValue = "",
      converter = OptionTypes.Ignored.class,
      description =
          "ignored: let CRIU meet a machine whose hypervisor ignores hardware breakpoints")
  String breakpoints;

  @Option(
      names = "-Dmatrix.repeat",
      paramLabel = "N",
      defaultValue = "1",
      converter = OptionTypes.Count.class,
      description =
          "how often to run every cell; every attempt is recorded (default: ${DEFAULT-VALUE})")
  int repeat;

  @Option(
      names = "-Dmatrix.bound",
      paramLabel = "PERCENT",
      converter = OptionTypes.Percentage.class,
      description = {
        "with matrix.repeat: stop repeating a cell once its rate of failures is below PERCENT at"
            + " 95 %%, or above it; 0.3: after 998 attempts without a failure",
        "every attempt looks again, which makes a wrong end more likely than 5 %%: for a cell that"
            + " fails in 0.3 %% of attempts 11 %% within 3,000 attempts"
      })
  Double bound;

  @Option(
      names = "-Dmatrix.parallel",
      paramLabel = "N",
      converter = OptionTypes.Count.class,
      description = "cells that run in parallel (default: the number of processors)")
  Integer parallel;

  @Option(
      names = "-Dmatrix.capabilities",
      paramLabel = "minimise",
      defaultValue = "",
      description = "minimise: find the smallest set that makes a failing capability cell pass")
  String capabilities;

  @Option(
      names = "-Dmatrix.cache",
      paramLabel = "FOLDER",
      converter = OptionTypes.PathName.class,
      description = "folder of CRIU builds and root file systems")
  Path cache;

  @Option(
      names = "-Dmatrix.history",
      paramLabel = "on|FOLDER",
      defaultValue = "off",
      converter = OptionTypes.PathText.class,
      description = "on, or a folder: keep this run in the history of runs")
  String history;

  @Option(
      names = "-Dcriu.mirror",
      paramLabel = "URI",
      description = "the Debian mirror for CRIU (default: the system's)")
  String mirror;

  @Option(
      names = "-Dcriu.keyring",
      paramLabel = "FILE",
      description = "the keys that the mirror's packages are signed with")
  String keyring;

  @Option(
      names = "-Dcriu.refresh",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description =
          "auto (the default: once a day), always or never: look for new CRIU releases; always: for"
              + " kernels too")
  String refresh;

  private static CommandLine line(MatrixOptions options) {
    return new CommandLine(options)
        .setPosixClusteredShortOptionsAllowed(false)
        .setEndOfOptionsDelimiter(NO_DELIMITER)
        .setUsageHelpWidth(Terminal.WIDTH)
        .setColorScheme(Help.defaultColorScheme(Terminal.ansi()));
  }

  /**
   * Parses options.
   *
   * @param given option name → value
   * @throws IllegalArgumentException if an option is unknown, or its value is invalid
   */
  static MatrixOptions of(Map<String, String> given) {
    var options = new MatrixOptions();
    var words = given.entrySet().stream().map(e -> PREFIX + e.getKey() + "=" + e.getValue());
    try {
      line(options).parseArgs(words.toArray(String[]::new));
    } catch (UnmatchedArgumentException e) {
      throw new IllegalArgumentException(unknown(e), e);
    } catch (ParameterException e) {
      var name = ((OptionSpec) e.getArgSpec()).longestName();
      throw new IllegalArgumentException(name + " " + e.getCause().getMessage(), e);
    }
    if (options.bound != null && options.repeat == 1) {
      throw new IllegalArgumentException(
          "-Dmatrix.bound needs -Dmatrix.repeat, the largest number of attempts at a cell");
    }
    return options;
  }

  private static String unknown(UnmatchedArgumentException e) {
    var word = e.getUnmatched().get(0).split("=", 2)[0];
    var like = e.getSuggestions();
    return "there is no %s; ./criu-matrix run -Dmatrix.help lists all%s"
        .formatted(word, like.isEmpty() ? "" : "; did you mean %s?".formatted(like.get(0)));
  }

  /** Returns the names of all options, without {@code -D}. */
  static Set<String> names() {
    return NAMES;
  }

  /** Returns the help, with one or more lines for each option. */
  static String help() {
    return line(new MatrixOptions()).getHelp().optionList();
  }
}

package org.criumatrix.rig;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.criumatrix.cell.CellEnvironment;
import org.criumatrix.cell.PhaseFailure;
import org.criumatrix.cell.Unavailable;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.CriuCaller;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.checkpoint.zdtm.Zdtm;
import org.criumatrix.host.Command;
import org.criumatrix.host.Exit;
import org.criumatrix.matrix.Phase;
import org.criumatrix.zdtm.Flavour;
import org.criumatrix.zdtm.ZdtmReport;
import org.criumatrix.zdtm.ZdtmTest;

/** One of CRIU's own tests, which zdtm.py plays in one flavour. */
public final class ZdtmCase {

  /** zdtm.py ends every step of its own earlier. */
  private static final Duration LIMIT = Duration.ofMinutes(4);

  /** The most bytes that are read of an output or a list of options. */
  private static final int MAX_OUTPUT = 16 << 20;

  /** CRIU's error about a process of another account that it has no access to. */
  private static final String NO_ACCESS = "Can't get rlimit 0: Operation not permitted";

  /** The number of bytes at the end of a log that have its last lines. */
  private static final String END_OF_LOG = "4096";

  private static final Pattern STAMP = Pattern.compile("(?m)^\\((\\d+)\\.(\\d{6})\\)");
  private static final long MICROSECONDS = 1_000_000;

  private final Rig rig;
  private final Zdtm zdtm;
  private final ZdtmTest test;
  private final Flavour flavour;
  private final RuntimeContext context;

  ZdtmCase(Rig rig, Zdtm zdtm, ZdtmTest test, Flavour flavour) {
    this.rig = rig;
    this.zdtm = zdtm;
    this.test = test;
    this.flavour = flavour;
    this.context = rig.environment().first();
  }

  /** Lets zdtm.py play the test, and checks what it reports. */
  public void passes() {
    CellEnvironment.requireAvailable(accountUnavailable());
    rig.stopwatch().enter(Phase.START);
    var exit = context.host().exec(command());
    if (exit.timedOut()) {
      // What the host has killed may only have waited for zdtm.py.
      context.host().reset();
    }
    var output = text(output());
    rig.keep("zdtm.py.output", output);
    rig.environment().whenReleased(() -> context.host().remove(images()));
    var calls = calls(exit);
    calls.forEach(rig.checkpoints()::remember);
    var report = ZdtmReport.of(output, test.path(), flavour);
    try {
      if (new ZdtmJudge(test, report, exit, calls).isRefusal()) {
        rig.checkpoints().refusedAsAsked();
      }
    } catch (PhaseFailure e) {
      if (e.phase() == Phase.START) {
        // CRIU has had no part in it.
        throw new Unavailable("the test does not start here: " + e.failure().text());
      }
      if (e.failure().text().contains(NO_ACCESS)) {
        // The test has become another account by itself.
        CellEnvironment.requireAvailable(othersUnavailable());
      }
      throw e;
    }
  }

  /** Returns why this caller cannot run the test, or has no access to its processes. */
  private Optional<String> accountUnavailable() {
    if (!isRoot()) {
      return test.isOfAnotherAccount()
          ? Optional.empty()
          : Optional.of("the test has to run as root: its description says suid");
    }
    return flavour != Flavour.UNS && test.isOfAnotherAccount()
        ? othersUnavailable()
        : Optional.empty();
  }

  private Optional<String> othersUnavailable() {
    return context.privilege().unavailableForOthers(context.host());
  }

  private boolean isRoot() {
    return context.privilege().account().uid() == 0;
  }

  private Command command() {
    var words = new ArrayList<>(List.of("run", "-T", "^" + test.path().replace("+", "\\+") + "$"));
    words.addAll(List.of("-f", flavour.key(), "--criu-bin", zdtm.criu(context)));
    // The suite reads the kernel's log itself, and keeps the logs of CRIU.
    words.addAll(List.of("--ignore-taint", "--keep-img", "always"));
    if (!isRoot()) {
      words.add("--rootless");
    }
    return zdtm.command(context, words, output())
        .within(LIMIT.multipliedBy(context.host().timeoutFactor()));
  }

  private String output() {
    return context.folder() + "/zdtm.py.output";
  }

  /** Returns the folder in which zdtm.py makes a folder for each dump of the test. */
  private String images() {
    return Zdtm.tests(context.host()) + "/dump/zdtm";
  }

  private String text(String file) {
    return new String(context.host().head(file, MAX_OUTPUT), StandardCharsets.UTF_8);
  }

  /** Returns the calls of CRIU that left a log, in their order. */
  private List<CriuCall> calls(Exit exit) {
    if (!context.host().exec(Command.of("test", "-d", images())).succeeded()) {
      return List.of();
    }
    var files = context.host().list(images()).keySet().stream().sorted().toList();
    var calls = new ArrayList<CriuCall>();
    for (var action : List.of("pre-dump", "dump", "restore")) {
      files.stream()
          .filter(f -> f.endsWith("/" + CriuCaller.logFile(action)))
          .map(f -> call(action, f, exit))
          .forEach(calls::add);
    }
    return List.copyOf(calls);
  }

  private CriuCall call(String action, String file, Exit exit) {
    var path = file.startsWith("/") ? file : images() + "/" + file;
    var folder = path.substring(0, path.lastIndexOf('/'));
    var log = CriuCaller.log(context.host(), path);
    // A log of ten thousand mappings is longer than what is read of it.
    var end = context.host().exec(Command.of("tail", "-c", END_OF_LOG, path)).stdout();
    var ended = ZdtmJudge.isComplete(action, end);
    var took = Duration.ofNanos(microseconds(log) * 1000);
    var how = new Exit(ended ? 0 : 1, 0, exit.timedOut() && !ended, took, new byte[0], new byte[0]);
    var options = text(folder + "/" + action + ".cropt").strip();
    var line = "criu %s %s".formatted(action, options);
    return new CriuCall(context.host(), action, line, how, folder, log);
  }

  /** Returns the time of the last line of a log, since CRIU started. */
  private static long microseconds(String log) {
    return STAMP
        .matcher(log)
        .results()
        .mapToLong(m -> Long.parseLong(m.group(1)) * MICROSECONDS + Long.parseLong(m.group(2)))
        .max()
        .orElse(0);
  }

  /**
   * @throws Unavailable if the tree has no such test
   */
  static ZdtmCase of(Rig rig, String name, Flavour flavour) {
    var zdtm = (Zdtm) rig.environment().at(rig.environment().first()).runtime();
    return new ZdtmCase(rig, zdtm, zdtm.tree().test(name).orElseThrow(), flavour);
  }
}

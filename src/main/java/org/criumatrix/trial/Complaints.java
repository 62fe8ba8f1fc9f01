package org.criumatrix.trial;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.criumatrix.cell.PhaseFailure;
import org.criumatrix.host.HostProcess;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.program.Program;
import org.criumatrix.program.RunResult;

/** Plain words for programs of which nothing can be said, with what to do. */
final class Complaints {

  /** What programs print that need a terminal. */
  private static final Pattern TERMINAL =
      Pattern.compile(
          "(?i)not a (tty|terminal)|inappropriate ioctl|terminal (is )?required|TERM environment|"
              + "error opening terminal|must be run (from|in) a terminal|requires a terminal");

  /** The exit code of timeout(1). */
  private static final int TIMED_OUT = 124;

  private static final int SIGNALLED = 128;
  private static final int MAX_SIGNAL = 64;

  private Complaints() {}

  /** Returns why a run without a checkpoint did not come to its end. */
  static String of(TrialPlan plan, TrialRun run, PhaseFailure failure) {
    var text = failure.failure().text();
    var left = run.daemon();
    if (failure.failure().id() == FailureId.PROGRAM_ENDED && left.isPresent()) {
      return forksAway(left.get());
    }
    if (failure.failure().id() == FailureId.PROGRAM_ENDED) {
      return TERMINAL.matcher(text).find()
          ? "it needs a terminal: " + text + "\nremedy: --terminal gives it one"
          : text
              + "\nremedy: more work for the program; a dump comes 0.5 s after its start, or with --ready-after SECONDS earlier"
              + (text.contains("ermission denied")
                  ? "; the account that runs it must be able to read its files"
                  : "");
    }
    if (failure.failure().id() == FailureId.PROGRAM_NOT_READY) {
      return "it does not get ready: %s\nremedy: another sign (--ready-line, --ready-file, --ready-port, --ready-cpu, --ready-after), or more time with --ready-limit"
          .formatted(text);
    }
    if (failure.failure().id() == FailureId.NO_END) {
      return "%s\nremedy: a longer --limit; a server that does not end by itself needs --client and --stop TERM, or --stop-after SECONDS"
          .formatted(text);
    }
    return text;
  }

  static String forksAway(HostProcess left) {
    return ("it forks away: its first process has ended, and process %d (%s) still runs."
            + "\nremedy: start it in the foreground, as a batch system would; CRIU dumps a process and its descendants")
        .formatted(left.pid(), left.name());
  }

  /**
   * Checks that uninterrupted runs come to an end of which something can be said.
   *
   * @throws TrialException if a time limit or a missing terminal ends them
   */
  static void requireUsualEnd(Program program, RunResult result) {
    var exit = result.exit();
    if (program.stop() == 0 && exit.equals(OptionalInt.of(TIMED_OUT))) {
      throw new TrialException(
          "it is ended by its own time limit, exit code 124 as of timeout(1), in an uninterrupted run"
              + "\nremedy: try the program without its limit; how far it comes says nothing of a checkpoint");
    }
    if (program.stop() == 0
        && exit.isPresent()
        && exit.getAsInt() > SIGNALLED
        && exit.getAsInt() <= SIGNALLED + MAX_SIGNAL) {
      throw new TrialException(
          ("an uninterrupted run is ended by signal %d: by a limit of its own or of its memory, or it crashes"
                  + "\nremedy: a program that comes to its end, or --stop-after SECONDS for a server")
              .formatted(exit.getAsInt() - SIGNALLED));
    }
    if (!program.isOnTerminal() && exit.isPresent() && exit.getAsInt() != 0) {
      said(result).stream()
          .filter(l -> TERMINAL.matcher(l).find())
          .findFirst()
          .ifPresent(
              line -> {
                throw new TrialException(
                    "it needs a terminal: %s\nremedy: --terminal gives it one"
                        .formatted(line.strip()));
              });
    }
  }

  private static List<String> said(RunResult result) {
    return result.stderr().isEmpty() ? result.stdout() : result.stderr();
  }

  /** Returns what is remarkable about the end of uninterrupted runs. */
  static Optional<String> end(RunResult result) {
    if (result.exit().isPresent() && result.exit().getAsInt() != 0) {
      var said = said(result);
      return Optional.of(
          "an uninterrupted run ends with exit code %d%s"
              .formatted(
                  result.exit().getAsInt(),
                  said.isEmpty() ? "" : ": " + said.get(said.size() - 1).strip()));
    }
    return Optional.empty();
  }

  /** Returns the files that a run has written outside of its folder and of /tmp. */
  static List<String> outside(RunResult result) {
    return result.files().keySet().stream()
        .filter(f -> f.startsWith("/") && !f.startsWith("/tmp/") && !f.startsWith("/var/tmp/"))
        .toList();
  }
}

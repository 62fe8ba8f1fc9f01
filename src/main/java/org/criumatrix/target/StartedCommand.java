package org.criumatrix.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.criumatrix.host.Await;
import org.criumatrix.host.Shell;
import org.criumatrix.target.TargetException.Answer;
import org.zeroturnaround.exec.ProcessExecutor;

/**
 * A program that was started to give advice on it, and that ends with this object.
 *
 * <p>It runs as in a batch job: in a session of its own, without input, and with both output
 * streams in a file, so that what it inherits from the caller does not get into the advice. A pipe
 * or a terminal would.
 */
public final class StartedCommand implements AutoCloseable {

  private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

  /** How much of the output an error repeats. */
  private static final int MAX_LINES = 5;

  /** How much of the command a description repeats. */
  private static final int MAX_WORDS = 60;

  /** Replaces itself by the program $1…, with output in file $0. */
  private static final String START = "exec setsid -- \"$@\" </dev/null >\"$0\" 2>&1";

  private final List<String> argv;
  private final Process process;
  private final StartedProcesses started;
  private final Path output;
  private final boolean isOutputKept;
  private final Thread hook = new Thread(this::end, "end-started-command");
  private boolean hasEnded;

  private StartedCommand(
      List<String> argv, Process process, StartedProcesses started, Path output, boolean kept) {
    this.argv = List.copyOf(argv);
    this.process = process;
    this.started = started;
    this.output = output;
    this.isOutputKept = kept;
  }

  /**
   * Starts a program in the current folder and lets it run for a while.
   *
   * @param argv the program and its arguments; no shell interprets them
   * @param keep the file for its output; empty: a temporary one, which is removed at the end
   * @param after how long it has to run before it can be judged
   * @throws TargetException if it cannot be started or ends before
   */
  public static StartedCommand start(List<String> argv, Optional<Path> keep, Duration after) {
    if (argv.isEmpty() || argv.get(0).isEmpty()) {
      throw new TargetException(Answer.NO_PROCESS, "give a command after --");
    }
    var program = argv.get(0);
    if (ProgramFile.find(program).isEmpty()) {
      var where = program.contains("/") ? "" : " on PATH";
      throw new TargetException(
          Answer.NO_PROCESS, "there is no program %s%s".formatted(Printable.text(program), where));
    }
    var command = launch(argv, keep);
    Runtime.getRuntime().addShutdownHook(command.hook);
    try {
      command.awaitSettled(after);
      return command;
    } catch (RuntimeException e) {
      command.close();
      throw e;
    }
  }

  private static StartedCommand launch(List<String> argv, Optional<Path> keep) {
    try {
      var output =
          keep.isPresent()
              ? keep.get().toAbsolutePath()
              : Files.createTempFile("criu-matrix-advise", ".out");
      var started = StartedProcesses.fresh();
      var call = new ArrayList<>(List.of("sh", "-c", START, output.toString()));
      call.addAll(argv);
      var process =
          new ProcessExecutor(call)
              .environment(started.environment())
              .redirectErrorStream(false)
              .start()
              .getProcess();
      return new StartedCommand(argv, process, started, output, keep.isPresent());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + Shell.quote(argv), e);
    }
  }

  private void awaitSettled(Duration after) {
    var begun = System.nanoTime();
    var ended =
        Await.until(
            "the program's end", after, POLL_INTERVAL, process::isAlive, isAlive -> !isAlive);
    if (ended.met()) {
      throw new TargetException(
          Answer.NO_PROCESS,
          "%s ended after %.1f s with %s. Only a program that runs can be judged: let it run longer, or wait for less with --after.%s"
              .formatted(
                  Printable.text(Shell.quote(argv)),
                  (System.nanoTime() - begun) / 1e9,
                  ending(process.exitValue()),
                  lastOutput()));
    }
  }

  private static String ending(int exit) {
    return exit > 128 ? "signal " + (exit - 128) : "exit " + exit;
  }

  private String lastOutput() {
    try (var lines = Files.lines(output)) {
      var all = lines.map(Printable::text).toList();
      var last = all.subList(Math.max(0, all.size() - MAX_LINES), all.size());
      return last.isEmpty() ? "" : " Its last output:\n" + String.join("\n", last);
    } catch (IOException | UncheckedIOException e) {
      return "";
    }
  }

  public long pid() {
    return process.pid();
  }

  /** Returns the program as a target. */
  public Target target() {
    var words = Printable.text(Shell.quote(argv));
    var shown = words.length() <= MAX_WORDS ? words : words.substring(0, MAX_WORDS) + "…";
    var description = "process %d (%s)".formatted(pid(), shown);
    return Targets.onThisMachine().ofPid(pid(), description);
  }

  /** Returns the file with the program's output. */
  public Path output() {
    return output;
  }

  /**
   * Ends the program and everything that it has started, but for a daemon that has left the
   * program's session, its parent and its environment.
   */
  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending: the hook runs, or has run, and finds nothing left.
    }
  }

  private synchronized void end() {
    if (hasEnded) {
      return;
    }
    hasEnded = true;
    started.end(process);
    if (!isOutputKept) {
      try {
        Files.deleteIfExists(output);
      } catch (IOException e) {
        // A temporary file that stays does no harm.
      }
    }
  }
}

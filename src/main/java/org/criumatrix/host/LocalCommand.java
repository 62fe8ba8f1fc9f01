package org.criumatrix.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.zeroturnaround.exec.ProcessExecutor;
import org.zeroturnaround.exec.stream.LogOutputStream;

/**
 * Runs a program of this machine and waits for it, bounded in time, with its two output streams
 * kept apart and in a locale that does not translate messages.
 */
public final class LocalCommand {

  /** How long to wait for output from a grandchild that outlives the program. */
  private static final Duration STREAMS = Duration.ofSeconds(1);

  private LocalCommand() {}

  /** Runs {@code argv} in the current folder; see {@link #run(Duration, Map, Path, List)}. */
  public static Result run(Duration limit, Map<String, String> env, List<String> argv) {
    return run(limit, env, Path.of(""), argv);
  }

  /**
   * Runs {@code argv} with empty standard input.
   *
   * @param limit wall time after which the program and all its descendants are killed
   * @param env added to this process's environment
   * @param folder the program's current folder
   * @param argv the program and its arguments; no shell is involved
   * @throws TimedOut when the limit has passed
   * @throws UncheckedIOException when the program cannot be started
   */
  public static Result run(
      Duration limit, Map<String, String> env, Path folder, List<String> argv) {
    return run(limit, env, folder, argv, OutputStream.nullOutputStream());
  }

  private static Result run(
      Duration limit, Map<String, String> env, Path folder, List<String> argv, OutputStream also) {
    var stdout = new ByteArrayOutputStream();
    var stderr = new ByteArrayOutputStream();
    var killer = new KillTree();
    var executor =
        new ProcessExecutor(argv)
            .directory(folder.toAbsolutePath().toFile())
            .environment(withLocale(env))
            .redirectOutput(stdout)
            .redirectError(stderr)
            .redirectErrorAlsoTo(also)
            .timeout(limit.toMillis(), TimeUnit.MILLISECONDS)
            .stopper(killer)
            .closeTimeout(STREAMS.toMillis(), TimeUnit.MILLISECONDS)
            .destroyOnExit();
    try {
      var exit = executor.execute().getExitValue();
      return new Result(exit, text(stdout), text(stderr));
    } catch (TimeoutException e) {
      killer.awaitDone();
      throw new TimedOut(argv, limit, text(stderr), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      var cancelled = new CancellationException("interrupted: " + String.join(" ", argv));
      cancelled.initCause(e);
      throw cancelled;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + argv.get(0) + ": " + reason(e), e);
    }
  }

  /**
   * Returns the system's message without zt-exec's, which repeats command, folder and environment.
   */
  private static String reason(IOException e) {
    var message = String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
    return message.replaceFirst("^.*\\berror=\\d+, ", "");
  }

  /**
   * Runs a long command like {@link #run(Duration, Map, List)}; {@code progress} receives each line
   * of standard error at once.
   */
  public static Result run(
      Duration limit, Map<String, String> env, List<String> argv, Consumer<String> progress) {
    var lines =
        new LogOutputStream() {
          @Override
          protected void processLine(String line) {
            progress.accept(line);
          }
        };
    return run(limit, env, Path.of(""), argv, lines);
  }

  private static Map<String, String> withLocale(Map<String, String> env) {
    var all = new HashMap<>(Map.of("LC_ALL", "C.UTF-8"));
    all.putAll(env);
    return all;
  }

  /**
   * Returns a copy of the stream, taken under the stream's lock, because a pump may still write
   * after a time-out.
   */
  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }

  /**
   * @param exit the exit code; 128 + N when signal N ended the program
   */
  public record Result(int exit, String stdout, String stderr) {

    public boolean succeeded() {
      return exit == 0;
    }
  }

  /** A program was still running when its time was over; it and its descendants were killed. */
  public static final class TimedOut extends RuntimeException {
    private static final long serialVersionUID = 1;

    TimedOut(List<String> argv, Duration limit, String stderr, Throwable cause) {
      super(
          "still running after %s s, killed: %s%s"
              .formatted(
                  limit.toMillis() / 1000.0,
                  String.join(" ", argv),
                  stderr.isBlank() ? "" : "; it said: " + stderr.strip()),
          cause);
    }
  }
}

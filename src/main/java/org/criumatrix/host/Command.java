package org.criumatrix.host;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What to run and how. Immutable; every {@code with…} gives a changed copy.
 *
 * @param argv program and arguments; no shell ever reads them
 * @param env the whole environment
 * @param cwd the working folder; empty for the host's own
 * @param stdin the file to read; empty for /dev/null
 * @param stdout the file to append to; empty for /dev/null, {@code -} to return the output in the
 *     {@link Exit}
 * @param stderr like {@code stdout}
 * @param terminal whether it runs as a job of a shell on a terminal of its own, whose output is
 *     appended to {@code stdout}
 * @param limit the time after which it is killed with all its descendants; zero for no limit, until
 *     {@link Host#reset}
 */
public record Command(
    List<String> argv,
    Map<String, String> env,
    String cwd,
    String stdin,
    String stdout,
    String stderr,
    boolean terminal,
    Duration limit) {

  private static final Map<String, String> PLAIN_ENVIRONMENT =
      Map.of(
          "PATH",
          "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
          "LANG",
          "C.UTF-8",
          "HOME",
          "/");

  private static final Duration USUAL_LIMIT = Duration.ofSeconds(30);

  public Command {
    argv = List.copyOf(argv);
    env = Map.copyOf(env);
  }

  public static Command of(String... argv) {
    return of(List.of(argv));
  }

  public static Command of(List<String> argv) {
    return new Command(argv, PLAIN_ENVIRONMENT, "", "", "-", "-", false, USUAL_LIMIT);
  }

  /**
   * Returns the command with another argument list, for instance with the prefix {@code sudo -n}.
   */
  public Command withArgv(List<String> words) {
    return new Command(words, env, cwd, stdin, stdout, stderr, terminal, limit);
  }

  public Command prefixed(List<String> words) {
    var all = new ArrayList<>(words);
    all.addAll(argv);
    return withArgv(all);
  }

  public Command withEnv(Map<String, String> more) {
    var all = new LinkedHashMap<>(env);
    all.putAll(more);
    return new Command(argv, all, cwd, stdin, stdout, stderr, terminal, limit);
  }

  public Command in(String folder) {
    return new Command(argv, env, folder, stdin, stdout, stderr, terminal, limit);
  }

  public Command withOutputs(String out, String err) {
    return new Command(argv, env, cwd, stdin, out, err, terminal, limit);
  }

  public Command onTerminal(boolean yes) {
    return new Command(argv, env, cwd, stdin, stdout, stderr, yes, limit);
  }

  public Command within(Duration time) {
    return new Command(argv, env, cwd, stdin, stdout, stderr, terminal, time);
  }

  /** Returns the command as an operator would type it. */
  @Override
  public String toString() {
    return Shell.quote(argv);
  }
}

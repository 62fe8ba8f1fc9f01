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
 * @param env its whole environment
 * @param cwd working folder; empty: the host's own
 * @param stdin file to read; empty: /dev/null
 * @param stdout file to append to; empty: /dev/null; {@code -}: kept and given back with the {@link
 *     Exit}
 * @param stderr as stdout
 * @param terminal a job of a shell on a terminal of its own; what it shows is appended to {@code
 *     stdout}
 * @param limit after this long it is killed with all its descendants; zero: no limit, it is ended
 *     by {@link Host#reset}
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

  /** The same with other words, its prefix {@code sudo -n} for instance. */
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

  /** As an operator would type it. */
  @Override
  public String toString() {
    return Shell.quote(argv);
  }
}

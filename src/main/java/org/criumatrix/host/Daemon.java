package org.criumatrix.host;

import java.time.Duration;
import java.util.Optional;

/** A program that runs as long as its host does. */
public final class Daemon {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

  /** Finds a process by its name, as far as the kernel keeps names: 15 letters. */
  private static final String THERE = "grep -qsx \"$0\" /proc/[0-9]*/comm";

  private Daemon() {}

  /**
   * Starts a daemon, and waits until it answers.
   *
   * @param question a command that succeeds once the daemon answers
   */
  public static void start(Host host, Command program, Command question) {
    var file = program.argv().get(0);
    var name = file.substring(file.lastIndexOf('/') + 1);
    var log = log(name);
    var pid = host.start(program.withOutputs(log, log).within(Duration.ZERO)).pid();
    host.await(
        "an answer of " + name,
        LIMIT,
        POLL_INTERVAL,
        () -> answers(host, question) || gone(host, pid),
        yes -> yes);
    if (!answers(host, question)) {
      throw new HostException(name + " does not answer: " + lastLine(host, log));
    }
  }

  /**
   * Returns why a daemon has failed; empty when it still answers.
   *
   * @param name the name of its program
   */
  public static Optional<String> lost(Host host, String name, Command question) {
    if (answers(host, question)) {
      return Optional.empty();
    }
    var how =
        host.exec(Command.of("sh", "-c", THERE, name)).succeeded()
            ? "does not answer any more"
            : "has died";
    return Optional.of("%s %s; its last words: %s".formatted(name, how, lastLine(host, log(name))));
  }

  private static String log(String name) {
    return "/run/" + name + ".log";
  }

  private static boolean answers(Host host, Command question) {
    return host.exec(question).succeeded();
  }

  private static boolean gone(Host host, int pid) {
    return host.processes().stream().noneMatch(p -> p.pid() == pid && p.state() != 'Z');
  }

  private static String lastLine(Host host, String log) {
    return host.exec(Command.of("tail", "-n", "1", log)).stdout().strip();
  }
}

package org.criumatrix.runtime;

import java.time.Duration;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostException;

/** A program of an engine's that runs as long as its host does. */
final class Daemon {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration ROUND = Duration.ofMillis(20);

  private Daemon() {}

  /**
   * Starts it, and waits until it answers.
   *
   * @param question succeeds once it does
   */
  static void start(Host host, Command program, Command question) {
    var name = program.argv().get(0);
    var log = "/run/" + name + ".log";
    var pid = host.start(program.withOutputs(log, log).within(Duration.ZERO)).pid();
    host.until(LIMIT, ROUND, () -> answers(host, question) || gone(host, pid), yes -> yes);
    if (!answers(host, question)) {
      throw new HostException(name + " does not answer: " + lastLine(host, log));
    }
  }

  private static boolean answers(Host host, Command question) {
    return host.exec(question).good();
  }

  private static boolean gone(Host host, int pid) {
    return host.processes().stream().noneMatch(p -> p.pid() == pid && p.state() != 'Z');
  }

  private static String lastLine(Host host, String log) {
    return host.exec(Command.of("tail", "-n", "1", log)).stdout().strip();
  }
}

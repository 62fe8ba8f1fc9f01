package org.criumatrix.host;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Runs commands and agents as root on a machine that has hosts. */
public abstract class Transport {

  Transport() {}

  /**
   * Returns the way to this machine.
   *
   * @param prefixed makes the local command that runs a command, with the same streams
   */
  static Transport local(UnaryOperator<List<String>> prefixed) {
    return new Local(prefixed);
  }

  /**
   * Runs a command there and waits for its end.
   *
   * @throws HostException when it does not end in time
   */
  public abstract LocalCommand.Result run(Duration limit, List<String> argv);

  /**
   * Starts an agent there.
   *
   * @param argv the command that leads to it, and gives it its own streams
   * @param meanwhile an action that lets the agent end
   * @param afterwards an action to run when it has ended
   */
  abstract AgentHost agent(
      String name, String home, List<String> argv, Runnable meanwhile, Runnable afterwards);

  AgentHost agent(String name, String home, List<String> argv) {
    return agent(name, home, argv, () -> {}, () -> {});
  }

  private static final class Local extends Transport {

    private final UnaryOperator<List<String>> prefixed;

    Local(UnaryOperator<List<String>> prefixed) {
      this.prefixed = prefixed;
    }

    @Override
    public LocalCommand.Result run(Duration limit, List<String> argv) {
      try {
        return LocalCommand.run(limit, Map.of(), prefixed.apply(argv));
      } catch (LocalCommand.TimedOut e) {
        throw new HostException(e.getMessage(), e);
      }
    }

    @Override
    AgentHost agent(
        String name, String home, List<String> argv, Runnable meanwhile, Runnable afterwards) {
      return AgentProcess.start(name, home, prefixed.apply(argv), meanwhile, afterwards);
    }
  }
}

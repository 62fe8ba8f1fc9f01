package org.criumatrix.checkpoint;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.criumatrix.host.Command;
import org.criumatrix.host.Exit;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostException;
import org.criumatrix.host.ProcessStates;
import org.criumatrix.privilege.Prepared;
import org.criumatrix.privilege.Privilege;
import org.criumatrix.privilege.Wrapped;

/**
 * Calls CRIU with a privilege, within a time limit.
 *
 * @param prepared CRIU on the host, made ready for the privilege
 * @param limit a call that takes longer is killed, so that a hang does not stop the run
 * @param client rewrites a command line of CRIU, for example to that of a client of its RPC
 */
public record CriuCaller(
    Host host,
    Prepared prepared,
    Privilege privilege,
    Duration limit,
    UnaryOperator<List<String>> client) {

  /** The share of the time limit after which the host's processes are recorded. */
  private static final double HALF = 0.5;

  /** The most bytes read of a log; the largest log so far has a hundredth of that. */
  private static final int MAX_LOG = 16 << 20;

  /** Returns a caller that uses CRIU's command line. */
  public CriuCaller(Host host, Prepared prepared, Privilege privilege, Duration limit) {
    this(host, prepared, privilege, limit, UnaryOperator.identity());
  }

  /**
   * Calls CRIU and waits for its end.
   *
   * @param action {@code dump}, {@code restore}, …
   * @param images the folder of the images and of the log
   * @param options options in addition to those for images folder, log and privilege
   */
  public CriuCall call(String action, String images, List<String> options) {
    return callAs(action, images, options, UnaryOperator.identity());
  }

  /**
   * Calls CRIU as the job of a shell on a new terminal.
   *
   * @param terminal the file that records what CRIU, and then the restored subject, print on the
   *     terminal
   */
  public CriuCall callOnTerminal(
      String action, String images, List<String> options, String terminal) {
    return callAs(
        action, images, options, command -> command.onTerminal(true).withOutputs(terminal, ""));
  }

  /**
   * Calls CRIU with a rewritten command.
   *
   * @param as rewrites the command, for example so that CRIU runs in a container or inherits
   *     descriptors
   */
  public CriuCall callAs(
      String action, String images, List<String> options, UnaryOperator<Command> as) {
    var command = as.apply(privilege.criu(command(action, images, options)));
    var running = host.start(command);
    // Before the call is killed: afterwards nothing shows what it waited for.
    var states = running.endsWithin(command, HALF) ? "" : ProcessStates.of(host);
    var call = ended(action, images, command, running.await(command));
    return call.exit().timedOut() ? call.stuck(states) : call;
  }

  /** Returns the folder with CRIU and all files that it needs. */
  public Path folder() {
    return Path.of(prepared.program()).getParent();
  }

  /** Returns the command without the privilege, for callers that start CRIU in their own way. */
  public Command command(String action, String images, List<String> options) {
    var argv = new ArrayList<>(List.of(prepared.program(), action));
    argv.addAll(List.of("-D", images, "-o", logFile(action), "-v4"));
    argv.addAll(prepared.options());
    argv.addAll(options);
    return Command.of(client.apply(argv)).withEnv(prepared.env()).within(limit);
  }

  /**
   * Returns a caller that adds options to each call.
   *
   * @param options come before those of a call
   * @param env is added to the environment of a call
   */
  public CriuCaller with(List<String> options, Map<String, String> env) {
    return new CriuCaller(host, prepared.with(options, env), privilege, limit, client);
  }

  /** Returns a caller whose CRIU is started by another program, {@code taskset 1}. */
  public CriuCaller under(List<String> wrapper) {
    return wrapper.isEmpty()
        ? this
        : new CriuCaller(host, prepared, new Wrapped(privilege, wrapper), limit, client);
  }

  /** Returns the record of a call that has ended. */
  public CriuCall ended(String action, String images, Command command, Exit exit) {
    var log = log(host, images + "/" + logFile(action));
    return new CriuCall(host, action, command.toString(), exit, images, log);
  }

  public static String logFile(String action) {
    return action + ".log";
  }

  /**
   * Returns the text of a log. Read it at once: the next call with the same action overwrites the
   * file.
   */
  public static String log(Host host, String file) {
    try {
      return new String(host.head(file, MAX_LOG), StandardCharsets.UTF_8);
    } catch (HostException e) {
      // CRIU ended before it opened its log; the call has its output.
      return "";
    }
  }
}

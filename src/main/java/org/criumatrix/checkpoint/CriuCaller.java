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

/**
 * Calls CRIU with a privilege, within a time limit.
 *
 * @param prepared CRIU on the host, made ready for the privilege
 * @param limit after this long a call is over; one hang must not stop the run
 */
public record CriuCaller(Host host, Prepared prepared, Privilege privilege, Duration limit) {

  /** So much of its time limit. */
  private static final double HALF = 0.5;

  /** Bytes of a log; the largest here has a hundredth of that. */
  private static final int MAX_LOG = 16 << 20;

  /**
   * @param action {@code dump}, {@code restore}, …
   * @param images the folder of the images, where the log goes too
   * @param options options beyond images folder, log and privilege
   */
  public CriuCall call(String action, String images, List<String> options) {
    return callAs(action, images, options, UnaryOperator.identity());
  }

  /**
   * As {@link #call}, as the job of a shell on a new terminal.
   *
   * @param terminal the file that keeps what the terminal shows, of CRIU and then of what it
   *     restores
   */
  public CriuCall callOnTerminal(
      String action, String images, List<String> options, String terminal) {
    return callAs(
        action, images, options, command -> command.onTerminal(true).withOutputs(terminal, ""));
  }

  /**
   * As {@link #call}, with the command changed in the end.
   *
   * @param as what it must run within, or with what descriptors
   */
  public CriuCall callAs(
      String action, String images, List<String> options, UnaryOperator<Command> as) {
    var command = as.apply(privilege.criu(command(action, images, options)));
    var running = host.start(command);
    // Looked at while it is still there: what it waits for is gone with it.
    var states = running.endsWithin(command, HALF) ? "" : ProcessStates.of(host);
    var call = ended(action, images, command, running.await(command));
    return call.exit().timedOut() ? call.stuck(states) : call;
  }

  /** With all that the program needs. */
  public Path folder() {
    return Path.of(prepared.program()).getParent();
  }

  /** The command alone, without its privilege, for who calls it in a way of its own. */
  public Command command(String action, String images, List<String> options) {
    var argv = new ArrayList<>(List.of(prepared.program(), action));
    argv.addAll(List.of("-D", images, "-o", logFile(action), "-v4"));
    argv.addAll(prepared.options());
    argv.addAll(options);
    return Command.of(argv).withEnv(prepared.env()).within(limit);
  }

  /**
   * The same with more options in each call.
   *
   * @param options before those of a call
   * @param env in addition to its environment
   */
  public CriuCaller with(List<String> options, Map<String, String> env) {
    return new CriuCaller(host, prepared.with(options, env), privilege, limit);
  }

  public CriuCall ended(String action, String images, Command command, Exit exit) {
    var log = log(host, images + "/" + logFile(action));
    return new CriuCall(host, action, command.toString(), exit, images, log);
  }

  public static String logFile(String action) {
    return action + ".log";
  }

  /** What a log says, read at once: the next call of the kind writes over it. */
  public static String log(Host host, String file) {
    try {
      return new String(host.head(file, MAX_LOG), StandardCharsets.UTF_8);
    } catch (HostException e) {
      // CRIU ended before it opened its log: its output has the rest.
      return "";
    }
  }
}

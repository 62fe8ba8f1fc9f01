package org.criumatrix.runtime;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostException;
import org.criumatrix.privilege.Prepared;
import org.criumatrix.privilege.Privilege;

/**
 * Calls CRIU with a privilege, within a time limit.
 *
 * @param prepared CRIU on the host, made ready for the privilege
 * @param limit after this long a call is over; one hang must not stop the run
 */
public record CriuCaller(Host host, Prepared prepared, Privilege privilege, Duration limit) {

  /**
   * @param action {@code dump}, {@code restore}, …
   * @param images the folder of the images, where the log goes too
   * @param words options beyond images folder, log and privilege
   */
  public CriuCall call(String action, String images, List<String> words) {
    return call(action, images, words, Optional.empty());
  }

  /**
   * As {@link #call(String, String, List)}, as the job of a shell on a new terminal.
   *
   * @param terminal the file that keeps what the terminal shows, of CRIU and then of what it
   *     restores
   */
  public CriuCall callOnTerminal(
      String action, String images, List<String> words, String terminal) {
    return call(action, images, words, Optional.of(terminal));
  }

  private CriuCall call(
      String action, String images, List<String> words, Optional<String> terminal) {
    var logFile = action + ".log";
    var argv =
        new ArrayList<>(List.of(prepared.program(), action, "-D", images, "-o", logFile, "-v4"));
    argv.addAll(prepared.options());
    argv.addAll(words);
    var command = privilege.criu(Command.of(argv).within(limit));
    var exit =
        host.exec(
            terminal.map(log -> command.onTerminal(true).withOutputs(log, "")).orElse(command));
    return new CriuCall(
        host, action, command.toString(), exit, images, log(images + "/" + logFile));
  }

  /** Read at once: the next call of the kind writes over it. */
  private String log(String file) {
    try {
      return new String(host.read(file), StandardCharsets.UTF_8);
    } catch (HostException e) {
      // CRIU ended before it opened its log: what it printed tells the rest.
      return "";
    }
  }
}

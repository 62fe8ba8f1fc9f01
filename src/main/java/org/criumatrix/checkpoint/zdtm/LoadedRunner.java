package org.criumatrix.checkpoint.zdtm;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.criumatrix.checkpoint.Shells;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.Host.Mode;
import org.criumatrix.host.HostException;
import org.criumatrix.host.Shell;
import org.criumatrix.matrix.ResourceText;

/**
 * zdtm.py, started once on a host as a daemon. Each call is a fork of it, so that Python starts and
 * reads the runner once, and not for each test.
 *
 * @param folder of zdtm.py
 */
record LoadedRunner(Host host, String folder) {

  private static final Duration START = Duration.ofSeconds(30);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

  /** Sends a call to the daemon, and ends as it does. The script reads a FIFO that has a writer. */
  private static final String CALL =
      """
      mkfifo "$2"
      exec 3<>"$2"
      printf '%s\\n' "$1" >"$0"
      read -r code <&3
      exit "$code"
      """;

  /** Starts it. */
  void start() {
    var program = folder + "/loaded.py";
    var text = ResourceText.beside(LoadedRunner.class, "loaded.py");
    host.write(program, text.getBytes(StandardCharsets.UTF_8), Mode.DATA);
    var log = folder + "/loaded.log";
    var command =
        Command.of("python3", program, calls())
            .in(folder)
            .withOutputs(log, log)
            .within(Duration.ZERO);
    var running = host.start(command);
    host.await(
        "zdtm.py", START, POLL_INTERVAL, this::waits, seen -> seen || running.exit().isDone());
    if (!waits()) {
      var why = new String(host.read(log), StandardCharsets.UTF_8).strip();
      throw new HostException("zdtm.py cannot be loaded: " + why);
    }
    host.adopt();
  }

  private boolean waits() {
    return host.exec(Shells.script("kill -0 \"$(cat \"$0.pid\")\"", calls())).succeeded();
  }

  private boolean wasStarted() {
    return host.exec(Command.of("test", "-e", calls() + ".pid")).succeeded();
  }

  private String calls() {
    return folder + "/loaded";
  }

  /** Returns that it has ended, if it has. */
  Optional<String> lost() {
    return wasStarted() && !waits()
        ? Optional.of("the loaded zdtm.py has ended")
        : Optional.empty();
  }

  /**
   * Returns the command that calls it.
   *
   * @param words the arguments of zdtm.py
   * @param output the file that gets what it prints
   */
  Command call(List<String> words, String output) {
    var ends = output + ".ends";
    var call = new ArrayList<>(List.of(ends, output));
    call.addAll(words);
    return Shells.script(CALL, calls(), Shell.quote(call), ends);
  }
}

package org.criumatrix.checkpoint.oci;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostProcess;
import org.criumatrix.workload.InnerProcesses;

/** The processes in a container of runsc, as its kernel shows them. */
record RunscProcesses(Host host, String id) implements InnerProcesses {

  /** The columns UID, PID, PPID, C, TTY, STIME, TIME and CMD. */
  private static final Pattern LINE =
      Pattern.compile("\\d+\\s+(\\d{1,9})\\s+(\\d{1,9})\\s+\\d+\\s+\\S+\\s+\\S+\\s+\\S+\\s+(.*)");

  @Override
  public List<HostProcess> list() {
    var exit = host.exec(Command.of("runsc", "ps", id));
    return exit.succeeded() ? parse(exit.stdout()) : List.of();
  }

  static List<HostProcess> parse(String table) {
    return table.lines().flatMap(line -> process(line.strip()).stream()).toList();
  }

  private static Optional<HostProcess> process(String line) {
    var words = LINE.matcher(line);
    if (!words.matches()) {
      return Optional.empty();
    }
    var pid = Integer.parseInt(words.group(1));
    var parent = Integer.parseInt(words.group(2));
    return Optional.of(new HostProcess(pid, parent, 0, 0, '?', words.group(3)));
  }

  @Override
  public void signal(int pid, int number) {
    var to = List.of("runsc", "kill", "--pid", String.valueOf(pid), id, String.valueOf(number));
    host.exec(Command.of(to));
  }
}

package org.criumatrix.batch.htcondor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The log of a job (HTCondor's manual, "Job Event Log Codes").
 *
 * @param events the events in order
 */
record JobLog(List<Event> events) {

  private static final Pattern HEAD = Pattern.compile("(\\d{3}) \\(\\d+\\.\\d+\\.\\d+\\) .*");

  /** The kinds of events that the suite reads, by HTCondor's numbers. */
  static final int TERMINATED = 5;

  static final int ABORTED = 9;
  static final int HELD = 12;

  /**
   * @param lines all lines of the event, its head first
   */
  record Event(int kind, List<String> lines) {

    /**
     * Returns {@code Abnormal termination (signal 9)}, {@code Normal termination (return value 0)}.
     */
    String describe() {
      return lines.stream()
          .skip(1)
          .map(String::strip)
          .filter(l -> !l.isEmpty())
          .findFirst()
          .orElse(lines.get(0))
          .replaceFirst("^\\(\\d\\) ", "");
    }
  }

  /** Parses a log. An incomplete event is left out. */
  static JobLog of(String text) {
    var events = new ArrayList<Event>();
    var lines = new ArrayList<String>();
    for (var line : text.lines().toList()) {
      if (!line.equals("...")) {
        lines.add(line);
        continue;
      }
      var head = HEAD.matcher(lines.isEmpty() ? "" : lines.get(0));
      if (head.matches()) {
        events.add(new Event(Integer.parseInt(head.group(1)), List.copyOf(lines)));
      }
      lines.clear();
    }
    return new JobLog(List.copyOf(events));
  }

  /** Returns the last event of a kind. */
  Optional<Event> last(int kind) {
    return events.stream().filter(e -> e.kind() == kind).reduce((earlier, later) -> later);
  }
}

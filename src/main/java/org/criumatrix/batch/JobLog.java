package org.criumatrix.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a pool has written to a job's own log (HTCondor's manual, "Job Event Log Codes").
 *
 * @param events in order
 */
public record JobLog(List<Event> events) {

  private static final Pattern HEAD = Pattern.compile("(\\d{3}) \\(\\d+\\.\\d+\\.\\d+\\) .*");

  /** Kinds of events that the suite asks for, by HTCondor's numbers. */
  public static final int TERMINATED = 5;

  public static final int ABORTED = 9;
  public static final int HELD = 12;

  /**
   * @param lines all that it says, its head first
   */
  public record Event(int kind, List<String> lines) {

    /** {@code Abnormal termination (signal 9)}, {@code Normal termination (return value 0)}. */
    public String describe() {
      return lines.stream()
          .skip(1)
          .map(String::strip)
          .filter(l -> !l.isEmpty())
          .findFirst()
          .orElse(lines.get(0))
          .replaceFirst("^\\(\\d\\) ", "");
    }
  }

  /** An event that is not whole yet counts as none. */
  public static JobLog of(String text) {
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

  /** The last event of a kind. */
  public Optional<Event> last(int kind) {
    return events.stream().filter(e -> e.kind() == kind).reduce((earlier, later) -> later);
  }
}

package org.criumatrix.workload;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a workload has printed so far.
 *
 * @param progressLine the lines of stdout that belong to progress and answer, in order
 * @param err everything it wrote to stderr
 */
public record Transcript(List<String> progressLine, String err) {

  /**
   * @param progressLine see {@link Workload#progressLine}
   */
  public static Transcript of(String out, String err, Pattern progressLine) {
    // An incomplete line does not count yet. A terminal ends lines with CR LF.
    var whole = out.substring(0, out.lastIndexOf('\n') + 1);
    var lines = whole.lines().map(l -> l.endsWith("\r") ? l.substring(0, l.length() - 1) : l);
    return new Transcript(lines.filter(l -> progressLine.matcher(l).matches()).toList(), err);
  }

  /**
   * Returns the lines on stderr that begin with a keyword, such as {@code ready}: for each line the
   * words after the keyword.
   */
  public List<List<String>> messages(String keyword) {
    return err.lines()
        .map(l -> l.strip().split(" "))
        .filter(w -> w[0].equals(keyword))
        .map(w -> List.of(w).subList(1, w.length))
        .toList();
  }

  /**
   * Returns the first line that reports a failure: {@code check failed: …} or {@code broken: …}.
   */
  public Optional<String> complaint() {
    return err.lines()
        .filter(l -> l.startsWith("check failed:") || l.startsWith("broken:"))
        .findFirst();
  }
}

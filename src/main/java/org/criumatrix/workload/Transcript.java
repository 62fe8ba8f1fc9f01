package org.criumatrix.workload;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.criumatrix.matrix.CheckedObject;
import org.criumatrix.matrix.CheckedValue;

/**
 * What a workload has printed so far.
 *
 * @param progressLine the lines of stdout that belong to progress and answer, in order
 * @param err everything it wrote to stderr
 */
public record Transcript(List<String> progressLine, String err) {

  private static final String ABOUT = "about ";
  private static final String VALUE = "value ";
  private static final int VALUE_FIELDS = 3;
  private static final String UNAVAILABLE = "unavailable: ";

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
   * Returns the kernel object that the program is about, from the lines {@code about SENTENCE} and
   * {@code value PROPERTY<TAB>BEFORE<TAB>AFTER}.
   */
  public CheckedObject checkedObject() {
    var about = err.lines().filter(l -> l.startsWith(ABOUT)).map(l -> l.substring(ABOUT.length()));
    return new CheckedObject(about.findFirst().orElse(""), values());
  }

  private List<CheckedValue> values() {
    return err.lines()
        .filter(l -> l.startsWith(VALUE))
        .map(l -> l.substring(VALUE.length()).split("\t", VALUE_FIELDS))
        .filter(fields -> fields.length == VALUE_FIELDS)
        .map(fields -> new CheckedValue(fields[0], fields[1], fields[2]))
        .toList();
  }

  /** Returns why the machine or the account cannot do what the program is about. */
  public Optional<String> unavailable() {
    return err.lines()
        .filter(l -> l.startsWith(UNAVAILABLE))
        .map(l -> l.substring(UNAVAILABLE.length()))
        .findFirst();
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

package org.criumatrix.record;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.criumatrix.matrix.Sha256;

/**
 * The permanent id of a run, {@code 20261130T172547Z-1a2b3c4d}: its start, and a checksum of what
 * neither redaction nor {@code -Dresume} changes. It does not depend on the results, so a run that
 * was cut off and the same run after it was resumed share it.
 */
public record RunId(String text) {

  /** Options that select cells. Their values are words of the suite, except for paths. */
  private static final List<String> SELECTING =
      List.of("cells", "criu", "privilege", "runtime", "host", "shard", "matrix.tier", "userland");

  /** Options that runs with an id did not have. Without a value they are no part of the id. */
  private static final List<String> LATER = List.of("userland");

  private static final Pattern FORM = Pattern.compile("\\d{8}T\\d{6}Z-[0-9a-f]{8}");
  private static final DateTimeFormatter START =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** The release without a local suffix, which can name its owner. */
  private static final Pattern KERNEL = Pattern.compile("^\\d+(?:\\.\\d+)*");

  private static final String PATH = "path:";
  private static final int DIGITS = 8;

  /**
   * @throws IllegalArgumentException if the text does not have the form of an id
   */
  public RunId {
    if (!FORM.matcher(Require.value("id of a run", text)).matches()) {
      throw new IllegalArgumentException(
          "not the id of a run, expected 20261130T172547Z-1a2b3c4d: " + text);
    }
  }

  /** Returns the id of the run with this provenance. */
  public static RunId of(RunInfo info) {
    var started = Instant.parse(info.started());
    return new RunId(
        START.format(started) + "-" + Sha256.of(content(info, started)).substring(0, DIGITS));
  }

  private static String content(RunInfo info, Instant started) {
    var machine = info.hosts().getOrDefault("local", Map.of());
    var lines = new ArrayList<String>();
    lines.add("started " + started);
    // Without the commit: a run can be resumed after one.
    lines.add("suite " + info.suite().replaceFirst(" \\(.*", ""));
    lines.add("kernel " + version(machine.getOrDefault("kernel", "")));
    lines.add("processor " + machine.getOrDefault("processor", ""));
    SELECTING.stream()
        .filter(key -> !LATER.contains(key) || !info.option(key).isBlank())
        .forEach(key -> lines.add(key + " " + ownWords(info.option(key))));
    return String.join("\n", lines);
  }

  private static String version(String kernel) {
    var match = KERNEL.matcher(kernel);
    return match.find() ? match.group() : "";
  }

  private static String ownWords(String value) {
    return Pattern.compile("\\s+")
        .splitAsStream(value.strip())
        .filter(RunId::isOwnWord)
        .collect(Collectors.joining(" "));
  }

  /**
   * Whether the value of this option consists of words of the suite. Redaction leaves them alone,
   * since the id depends on them.
   */
  public static boolean isSelecting(String option) {
    return SELECTING.contains(option);
  }

  /** Whether a word of such a value is the suite's own: it is not about the path of a build. */
  public static boolean isOwnWord(String word) {
    return !word.contains(PATH);
  }

  /** Returns the permanent id of a cell in this run, {@code RUN/CELL}. */
  public String cell(CellRecord record) {
    return text + "/" + record.id();
  }

  @Override
  public String toString() {
    return text;
  }
}

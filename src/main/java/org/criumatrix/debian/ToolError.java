package org.criumatrix.debian;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.criumatrix.matrix.CsvData;
import org.criumatrix.matrix.Glob;

/**
 * The complaints of apt or another tool, with a remedy for the user.
 *
 * @param lines one complaint per line
 */
public record ToolError(List<String> lines) {

  private static final List<Known> KNOWN =
      CsvData.read("/org/criumatrix/debian/apt-errors.csv").stream()
          .map(
              r ->
                  new Known(
                      Glob.of(r.get("says")),
                      r.get("absent").equals("yes"),
                      r.get("means"),
                      r.get("remedy")))
          .toList();

  /** The number of lines that are shown of longer output. */
  private static final int SHOWN_LINES = 3;

  /** Returns the error of a tool that does not mark its complaints. */
  public static ToolError ofAny(String text) {
    return new ToolError(text.lines().filter(line -> !line.isBlank()).toList());
  }

  /** Returns apt's complaints, which begin with {@code E: } and {@code W: }. */
  static ToolError ofApt(String stderr) {
    return new ToolError(
        stderr
            .lines()
            .filter(line -> line.matches("[EW]: .*"))
            .map(line -> line.substring(3).strip())
            .toList());
  }

  /**
   * Returns the complaints about some suites. A complaint that names no suite (a full disk, a lock)
   * concerns all of them. If other complaints name suites, it only summarises those.
   */
  public ToolError about(List<String> suites, List<String> all) {
    var named = naming(suites);
    return named.isEmpty() && naming(all).isEmpty() ? this : named;
  }

  private ToolError naming(List<String> suites) {
    var anySuite = suites.stream().map(Pattern::quote).collect(Collectors.joining("|"));
    var pattern = Pattern.compile("[ /](?:" + anySuite + ")(?:[ /'].*|$)");
    return new ToolError(lines.stream().filter(line -> pattern.matcher(line).find()).toList());
  }

  public boolean isEmpty() {
    return lines.isEmpty();
  }

  public ArchiveException toException() {
    return first()
        .map(known -> new ArchiveException(known.means(), explain(known), null, known.absent()))
        .orElseGet(
            () ->
                new ArchiveException(
                    lines.isEmpty()
                        ? "it failed and printed nothing"
                        : lines.stream().limit(SHOWN_LINES).collect(Collectors.joining("; "))));
  }

  private String explain(Known known) {
    var line = lines.stream().filter(known.says()::matches).findFirst().orElse("");
    return "%s (%s); remedy: %s".formatted(known.means(), line, known.remedy());
  }

  private Optional<Known> first() {
    return KNOWN.stream().filter(k -> lines.stream().anyMatch(k.says()::matches)).findFirst();
  }

  private record Known(Glob says, boolean absent, String means, String remedy) {}
}

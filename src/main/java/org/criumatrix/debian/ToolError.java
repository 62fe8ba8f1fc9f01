package org.criumatrix.debian;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.criumatrix.matrix.CsvData;
import org.criumatrix.matrix.Glob;

/**
 * What apt or another tool complains about, and what the user can do about it.
 *
 * @param lines one complaint each
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

  /** Longer output is cut here. */
  private static final int TELLING = 3;

  /** A tool that has no special form for complaints. */
  public static ToolError ofAny(String text) {
    return new ToolError(text.lines().filter(line -> !line.isBlank()).toList());
  }

  /** apt marks them with {@code E: } and {@code W: }. */
  static ToolError ofApt(String stderr) {
    return new ToolError(
        stderr
            .lines()
            .filter(line -> line.matches("[EW]: .*"))
            .map(line -> line.substring(3).strip())
            .toList());
  }

  /**
   * The part that concerns some suites. A complaint that names no suite (a full disk, a lock)
   * concerns all of them, unless others are named: then it only sums those up.
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
                        : lines.stream().limit(TELLING).collect(Collectors.joining("; "))));
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

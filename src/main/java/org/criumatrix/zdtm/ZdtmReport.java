package org.criumatrix.zdtm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.criumatrix.matrix.Phase;

/**
 * What zdtm.py printed about one test in one flavour.
 *
 * @param end how it ended
 * @param detail the reason of a skip, the step that failed, or the last line before it broke off
 * @param stage what zdtm.py did last
 * @param complaints what the test itself found wrong, without times, process IDs and line numbers
 */
public record ZdtmReport(End end, String detail, Stage stage, List<String> complaints) {

  /** How a test ended. */
  public enum End {
    /** zdtm.py did not run it. */
    SKIPPED,
    /** zdtm.py does not know it. */
    UNKNOWN,
    PASSED,
    FAILED,
    /** zdtm.py itself broke off. */
    BROKE
  }

  /** What zdtm.py does one after the other. */
  public enum Stage {
    /** The test was not started. */
    NONE(Phase.START),
    START(Phase.START),
    /** CRIU was called, and then the processes have to be gone. */
    DUMP(Phase.GONE),
    /** CRIU was called, and then zdtm.py looks at the processes. */
    RESTORE(Phase.ALIVE),
    /** The test got the signal to check itself. */
    STOP(Phase.ANSWER);

    private final Phase phase;

    Stage(Phase phase) {
      this.phase = phase;
    }
  }

  /** Steps that say by themselves which phase failed; any other fails in that of its stage. */
  private static final Map<String, Phase> PHASES =
      Map.ofEntries(
          Map.entry("CRIU pre-dump", Phase.DUMP),
          Map.entry("CRIU dump", Phase.DUMP),
          Map.entry("page counts mismatch", Phase.DUMP),
          Map.entry("unexpected success", Phase.DUMP),
          Map.entry("hook --pre-dump", Phase.START),
          Map.entry("hook --pre-restore", Phase.GONE),
          Map.entry("CRIU restore", Phase.RESTORE),
          Map.entry("link remaps left", Phase.CLEAN),
          Map.entry("hook --clean", Phase.CLEAN));

  private static final Pattern COMPLAINT =
      Pattern.compile("\\d\\d:\\d\\d:\\d\\d\\.\\d+: +\\d+: ((?:FAIL|ERR): [^:]+):\\d+: (.*)");

  private static final Pattern EXCEPTION = Pattern.compile("^[\\w.]*(Error|Exception|Expired)\\b");

  /** The signal that makes a test check itself. */
  private static final String STOP = "Send the 15 signal";

  /**
   * Reads an output.
   *
   * @param test its name for zdtm.py, {@code zdtm/static/env00}
   */
  public static ZdtmReport of(String output, String test, Flavour flavour) {
    var lines = output.lines().map(ZdtmReport::bare).filter(l -> !l.isEmpty()).toList();
    var stage = stage(lines);
    var complaints = complaints(lines);
    var skipped = after(lines, "Skipping %s (".formatted(test));
    if (skipped.isPresent()) {
      var reason = skipped.get().replaceFirst("\\)$", "");
      return new ZdtmReport(End.SKIPPED, reason, stage, complaints);
    }
    var failed = after(lines, "Test %s FAIL at ".formatted(test));
    if (failed.isPresent()) {
      return new ZdtmReport(End.FAILED, failed.get(), stage, complaints);
    }
    var begun = lines.contains("Run %s in %s".formatted(test, flavour.key()));
    if (begun && lines.contains("Test %s PASS".formatted(test))) {
      return new ZdtmReport(End.PASSED, "", stage, complaints);
    }
    var broke = begun || lines.stream().anyMatch(l -> l.startsWith("Traceback"));
    return new ZdtmReport(broke ? End.BROKE : End.UNKNOWN, why(lines), stage, complaints);
  }

  /** Returns a line without the signs around titles. */
  private static String bare(String line) {
    return line.strip().replaceFirst("^[=#]+ +", "").replaceFirst(" +[=#]+$", "");
  }

  private static Optional<String> after(List<String> lines, String words) {
    return lines.stream()
        .filter(l -> l.startsWith(words))
        .map(l -> l.substring(words.length()))
        .findFirst();
  }

  /**
   * Returns Python's first error, otherwise the last line that is not the title of all failures.
   */
  private static String why(List<String> lines) {
    return lines.stream()
        .filter(l -> EXCEPTION.matcher(l).find())
        .findFirst()
        .or(() -> lines.stream().filter(l -> !l.equals("FAIL")).reduce((one, next) -> next))
        .orElse("no output");
  }

  private static Stage stage(List<String> lines) {
    var stage = Stage.NONE;
    for (var line : lines) {
      if (line.equals("Start test")) {
        stage = Stage.START;
      } else if (line.equals("Run criu dump") || line.equals("Run criu pre-dump")) {
        stage = Stage.DUMP;
      } else if (line.equals("Run criu restore")) {
        stage = Stage.RESTORE;
      } else if (line.startsWith(STOP)) {
        stage = Stage.STOP;
      }
    }
    return stage;
  }

  private static List<String> complaints(List<String> lines) {
    var found = new ArrayList<String>();
    for (var line : lines) {
      // A test's processes write without looking at each other.
      COMPLAINT
          .matcher(line)
          .results()
          .forEach(m -> found.add("%s: %s".formatted(m.group(1), m.group(2))));
    }
    return List.copyOf(found);
  }

  /** Returns the phase that failed. */
  public Phase phase() {
    return PHASES.getOrDefault(detail, stage.phase);
  }
}

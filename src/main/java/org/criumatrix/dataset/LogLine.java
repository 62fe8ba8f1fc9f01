package org.criumatrix.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds errors in text that was pasted from a log. */
final class LogLine {

  /** Time, PIDs and level at the beginning of a line of CRIU's log, and the place in its source. */
  private static final Pattern PREFIX =
      Pattern.compile(
          "^\\s*(?:\\(\\d+\\.\\d+\\)\\s*)?(?:(?:pie: )?\\d+: )*(?:(Error|Warn)\\s+"
              + "\\((?:[\\w./-]*/)?([\\w.-]+?)(?::\\d+)?\\):?\\s*)?");

  private static final Pattern ERROR = Pattern.compile("\\bError \\(|\\b(?i:error|fail|can't)");

  /** The last line of every log of a failure says nothing of it. */
  private static final Pattern LAST = Pattern.compile("\\b(?:Dumping|Restoring) FAILED\\.?$");

  private static final int MOST_LINES = 400;
  private static final int LONGEST = 2000;

  private LogLine() {}

  /**
   * Returns the errors in a text as records have them, {@code sk-unix.c: unix: External socket is
   * used}. If no line looks like an error, every line counts.
   */
  static List<String> errors(String pasted) {
    var lines =
        pasted
            .lines()
            .map(String::strip)
            .filter(l -> !l.isEmpty() && !LAST.matcher(l).find())
            .limit(MOST_LINES)
            .toList();
    var errors = lines.stream().filter(l -> ERROR.matcher(l).find()).toList();
    var texts = new ArrayList<String>();
    for (var line : errors.isEmpty() ? lines : errors) {
      var text = withoutPrefix(TextLimit.cut(line, LONGEST));
      if (!text.isEmpty() && !texts.contains(text)) {
        texts.add(text);
      }
    }
    return List.copyOf(texts);
  }

  private static String withoutPrefix(String line) {
    var prefix = PREFIX.matcher(line);
    if (!prefix.lookingAt()) {
      return line;
    }
    var text = line.substring(prefix.end());
    return prefix.group(2) == null ? text : prefix.group(2) + ": " + text;
  }
}

package org.criumatrix.dataset;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.criumatrix.bundle.Redactor;
import org.criumatrix.record.CellRecord;

/**
 * Places in texts that may name a host or an account. A redactor learns from them when it knows all
 * words of the run's results, so they are kept until the whole run is read.
 */
final class NameHints {

  /** What a redactor recognizes names by. */
  private static final Set<String> MARKS =
      Set.of("/home/", "/Users/", "USER=", "LOGNAME=", "@", " Linux ");

  /** Characters before a mark that say what a name is. */
  private static final int BEFORE = 100;

  private static final int AFTER = 160;

  private final Set<String> hints = new LinkedHashSet<>();

  void record(CellRecord record) {
    Stream.of(record.error(), record.cause().why(), record.result().hint()).forEach(this::text);
    record.evidence().commands().forEach(c -> text(c.line()));
    record.evidence().kernelLog().forEach(this::text);
    record.result().checks().values().forEach(this::text);
    record
        .evidence()
        .object()
        .values()
        .forEach(v -> Stream.of(v.before(), v.after()).forEach(this::text));
  }

  /**
   * @param text null counts as empty
   */
  void text(String text) {
    if (text == null) {
      return;
    }
    for (var mark : MARKS) {
      for (var at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
        hints.add(
            text.substring(
                Math.max(0, at - BEFORE), Math.min(text.length(), at + mark.length() + AFTER)));
      }
    }
  }

  void teach(Redactor redactor) {
    hints.forEach(redactor::learn);
  }
}

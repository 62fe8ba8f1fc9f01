package org.criumatrix.target;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;
import org.criumatrix.matrix.CsvData;

/** A line of targets.csv, which documents the columns. */
record TargetLine(
    String kind,
    String form,
    String what,
    String runtime,
    Pattern name,
    String by,
    String ask,
    Pattern found,
    Pattern starters) {

  private static final List<TargetLine> ALL =
      CsvData.read("/org/criumatrix/target/targets.csv").stream().map(TargetLine::of).toList();

  static List<TargetLine> all() {
    return ALL;
  }

  static List<TargetLine> of(String kind) {
    return ALL.stream().filter(line -> line.kind.equals(kind)).toList();
  }

  private static TargetLine of(CSVRecord line) {
    return new TargetLine(
        line.get("kind"),
        line.get("form"),
        line.get("what"),
        line.get("runtime"),
        Pattern.compile(line.get("name")),
        line.get("by"),
        line.get("ask"),
        Pattern.compile(line.get("found"), Pattern.MULTILINE),
        Pattern.compile(line.get("starters")));
  }

  Optional<Named> matching(String word) {
    var groups = name.matcher(word);
    return groups.matches() ? Optional.of(new Named(this, word, groups)) : Optional.empty();
  }

  /** Whether a process of this name starts jobs and is no part of them. */
  boolean isStarter(String process) {
    return starters.matcher(process).matches();
  }
}

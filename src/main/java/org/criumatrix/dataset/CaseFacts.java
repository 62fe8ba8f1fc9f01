package org.criumatrix.dataset;

import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.criumatrix.matrix.CheckedValue;
import org.criumatrix.record.CellRecord;

/** What records say of their cases. */
final class CaseFacts {

  /** Examples of changed properties that are kept for each case. */
  private static final int MOST_VALUES = 100;

  private final Map<String, String> abouts = new TreeMap<>();
  private final Map<String, SortedSet<String>> values = new TreeMap<>();

  void add(CellRecord record, UnaryOperator<String> redact) {
    var id = record.caseId().toString();
    var object = record.evidence().object();
    if (object.about().isEmpty()) {
      abouts.putIfAbsent(id, "");
    } else if (!object.about().equals(abouts.get(id))) {
      abouts.put(id, TextLimit.cut(redact.apply(object.about()), TextLimit.SENTENCE));
    }
    for (var changed : object.changed()) {
      var all = values.computeIfAbsent(id, v -> new TreeSet<>());
      if (all.size() < MOST_VALUES) {
        all.add(TextLimit.cut(redact.apply(describe(changed)), TextLimit.SENTENCE));
      }
    }
  }

  private static String describe(CheckedValue value) {
    return "%s: %s → %s".formatted(value.property(), value.before(), value.after());
  }

  /** Returns every case with what it is; empty if no record says it. */
  Map<String, String> abouts() {
    return abouts;
  }

  /** Returns the properties that came back changed in a case, {@code NAME: BEFORE → AFTER}. */
  SortedSet<String> values(String caseId) {
    return values.getOrDefault(caseId, new TreeSet<>());
  }
}

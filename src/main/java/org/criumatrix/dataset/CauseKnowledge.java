package org.criumatrix.dataset;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.criumatrix.matrix.Expectation;
import org.criumatrix.matrix.Remedy;
import org.criumatrix.record.CellRecord;

/**
 * What is known of a cause.
 *
 * @param why null if the cause is not known
 * @param issue null without one, as {@code fixed}
 * @param kernels a pattern of kernels that have it; null: all
 * @param patterns parts of errors, and globs over them
 */
record CauseKnowledge(
    String why,
    String issue,
    String fixed,
    String kernels,
    List<String> remedies,
    List<String> traits,
    List<String> patterns) {

  static final CauseKnowledge NONE =
      new CauseKnowledge(null, null, null, null, List.of(), List.of(), List.of());

  /** Returns what the lines of matrix.csv with the same reason know. */
  static CauseKnowledge of(String why, Collection<Expectation> lines) {
    return new CauseKnowledge(
        why,
        last(lines, e -> e.details().issue()),
        last(lines, e -> e.details().fixed()),
        last(lines, e -> e.details().kernel()),
        texts(
            lines.stream()
                .map(e -> e.details().remedy())
                .filter(Remedy::isKnown)
                .map(Remedy::describe)),
        texts(lines.stream().flatMap(e -> e.details().traits().stream().sorted())),
        texts(lines.stream().map(Expectation::error)));
  }

  /**
   * Returns what a run recorded of a cause that matrix.csv does not have.
   *
   * @param redact removes names
   */
  static CauseKnowledge of(CellRecord.Cause recorded, UnaryOperator<String> redact) {
    return new CauseKnowledge(
        redact.apply(recorded.why()),
        Optional.ofNullable(recorded.issue()).map(redact).orElse(null),
        Optional.ofNullable(recorded.fixed()).map(redact).orElse(null),
        Optional.ofNullable(recorded.kernel()).map(redact).orElse(null),
        Stream.ofNullable(recorded.remedy())
            .filter(r -> !r.startsWith("none known"))
            .map(redact)
            .toList(),
        List.of(),
        List.of());
  }

  private static String last(Collection<Expectation> lines, Function<Expectation, String> field) {
    return lines.stream().map(field).filter(t -> !t.isEmpty()).reduce((a, b) -> b).orElse(null);
  }

  private static List<String> texts(Stream<String> all) {
    return all.filter(t -> !t.isEmpty()).distinct().toList();
  }
}

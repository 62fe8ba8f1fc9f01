package org.criumatrix.report;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.criumatrix.matrix.Claim;
import org.criumatrix.record.CellRecord;
import org.criumatrix.verdict.Verdict;

/** How a published verdict has changed. */
enum Since {
  AS_PUBLISHED("as published", "="),
  /** The publication reports a failure. */
  WORKS_NOW("works now", "▲"),
  /** The publication reports success. */
  FAILS_NOW("fails now", "▼");

  /** The publication's CRIU had at least a file capability. */
  private static final String LESS_THAN_PUBLISHED = "unprivileged";

  private static final Set<Verdict> COMPARABLE = Set.of(Verdict.WORKS, Verdict.FAILS);

  private final String words;
  private final String sign;

  Since(String words, String sign) {
    this.words = words;
    this.sign = sign;
  }

  String words() {
    return words;
  }

  String sign() {
    return sign;
  }

  static String legend() {
    return "Since then: "
        + Arrays.stream(values()).map(s -> s.sign + " " + s.words).collect(joining(", "))
        + ", where the best of today counts as the best of then did; "
        + "a failure with less privilege than was published does not count.";
  }

  /**
   * Compares one cell with the publication. Empty if that is impossible: the cell has no result, or
   * it fails with less privilege than the publication tried.
   */
  static Optional<Since> of(List<Claim> claims, CellRecord cell) {
    return of(claims, List.of(cell));
  }

  /** Compares the best result of a case today with the best published one. */
  static Optional<Since> of(List<Claim> claims, Collection<CellRecord> cells) {
    var then = claims.stream().anyMatch(c -> c.verdict().equals(Verdict.WORKS.key()));
    var comparable =
        cells.stream()
            .filter(c -> COMPARABLE.contains(c.verdict()))
            .filter(c -> c.verdict() == Verdict.WORKS || !c.privilege().equals(LESS_THAN_PUBLISHED))
            .toList();
    if (claims.isEmpty() || comparable.isEmpty()) {
      return Optional.empty();
    }
    var now = comparable.stream().anyMatch(c -> c.verdict() == Verdict.WORKS);
    return Optional.of(then == now ? AS_PUBLISHED : now ? WORKS_NOW : FAILS_NOW);
  }
}

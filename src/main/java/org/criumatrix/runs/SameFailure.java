package org.criumatrix.runs;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.record.CellRecord;
import org.criumatrix.verdict.Judgement;

/**
 * Decides whether two failures are the same, although their errors name different processes and
 * addresses.
 */
final class SameFailure {

  /** Numbers that change from run to run, unlike {@code exit 1} or {@code killed by signal 11}. */
  private static final Pattern PASSING =
      Pattern.compile(
          "0x[0-9a-fA-F]+"
              + "|(?<!\\b(?:exit|signal|capability|errno|code) )(?<![\\w.])\\d+(?!\\w|\\.\\d)");

  private static final Pattern FAILS = Pattern.compile("(fails at \\w+: )(.*)", Pattern.DOTALL);

  private SameFailure() {}

  static boolean is(CellRecord one, CellRecord other) {
    return Objects.equals(one.phase(), other.phase())
        && (areBothExpected(one, other) || lasting(one).equals(lasting(other)));
  }

  /** Whether both failures meet the same expectation, which then decides that their texts agree. */
  private static boolean areBothExpected(CellRecord one, CellRecord other) {
    return isExpected(one)
        && isExpected(other)
        && one.result().expected().equals(other.result().expected());
  }

  private static boolean isExpected(CellRecord record) {
    return record.judgement() == Judgement.AS_EXPECTED;
  }

  /**
   * Whether two sub-checks have the same result, {@code works} or {@code fails at PHASE: ERROR}.
   */
  static boolean areAlike(String one, String other) {
    return lastingOfCheck(one).equals(lastingOfCheck(other));
  }

  private static String lastingOfCheck(String found) {
    var parts = FAILS.matcher(found);
    var id = parts.matches() ? FailureId.of(parts.group(2)) : Optional.<FailureId>empty();
    return id.map(i -> parts.group(1) + lasting(i, parts.group(2))).orElseGet(() -> lasting(found));
  }

  private static String lasting(CellRecord record) {
    var id = record.errorId();
    return id == null ? lasting(record.error()) : lasting(id, record.error());
  }

  private static String lasting(FailureId id, String error) {
    return id + " " + lasting(id.details(error));
  }

  /** Returns the part of an error that would be the same in another run. */
  static String lasting(String error) {
    return PASSING.matcher(Objects.requireNonNullElse(error, "")).replaceAll("#");
  }
}

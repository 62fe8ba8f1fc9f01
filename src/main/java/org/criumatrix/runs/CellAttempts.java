package org.criumatrix.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import org.criumatrix.matrix.CheckedValue;
import org.criumatrix.record.Attempts;
import org.criumatrix.record.CellRecord;
import org.criumatrix.verdict.Verdict;

/**
 * What a run saw of a cell.
 *
 * @param attempts at least one
 */
public record CellAttempts(List<CellRecord> attempts) {

  public CellAttempts {
    attempts = List.copyOf(attempts);
  }

  /** By the name that each cell is to have, in the order of these. */
  static Map<String, CellAttempts> byCell(
      List<CellRecord> records, Function<CellRecord, String> name) {
    var attempts = new TreeMap<String, List<CellRecord>>();
    records.forEach(r -> attempts.computeIfAbsent(name.apply(r), c -> new ArrayList<>()).add(r));
    var seen = new TreeMap<String, CellAttempts>();
    attempts.forEach((cell, all) -> seen.put(cell, new CellAttempts(all)));
    return seen;
  }

  /** An attempt that was not as expected, if there is one. */
  public CellRecord worst() {
    return Attempts.worst(attempts).get(0);
  }

  /** Whether every attempt came to the same. */
  public boolean isSteady() {
    return attempts.stream().map(CellRecord::ending).distinct().count() == 1;
  }

  /** Whether one of the attempts came to what the other run saw. */
  boolean includes(CellAttempts other) {
    return attempts.stream().anyMatch(r -> r.ending().equals(other.worst().ending()));
  }

  boolean is(Verdict verdict) {
    return worst().verdict() == verdict;
  }

  /** Whether CRIU did what the case wants of it: it restored, or refused where it has to. */
  boolean isGood() {
    return is(Verdict.WORKS) || is(Verdict.REFUSES);
  }

  /** Whether it says anything of CRIU. */
  boolean tells() {
    return isGood() || is(Verdict.FAILS);
  }

  /** Whether it works, if the attempts agree and say anything of CRIU. */
  public Optional<Boolean> works() {
    return isSteady() && tells() ? Optional.of(isGood()) : Optional.empty();
  }

  /** {@code works}, {@code fails at dump}; of several attempts how many came to that. */
  public String describe() {
    var worst = worst().ending();
    var alike = attempts.stream().filter(r -> r.ending().equals(worst)).count();
    return alike == attempts.size()
        ? worst
        : "%s in %d of %d attempts".formatted(worst, alike, attempts.size());
  }

  /** What CRIU or the suite said; empty where there was nothing to say. */
  public String error() {
    return Objects.requireNonNullElse(worst().error(), "");
  }

  /** The median of what was measured; empty where nothing was. */
  OptionalDouble median(Function<CellRecord, Double> measure) {
    return Medians.of(
        attempts.stream().map(measure).flatMap(v -> Optional.ofNullable(v).stream()).toList());
  }

  /** The properties that the worst attempt compared. */
  List<CheckedValue> values() {
    return worst().evidence().object().values();
  }

  /** What each sub-check found; of several attempts one that does not work, if there is one. */
  Map<String, String> checks() {
    var found = new TreeMap<String, String>();
    attempts.forEach(
        r ->
            r.result()
                .checks()
                .forEach((check, is) -> found.merge(check, is, (a, b) -> isWorking(a) ? b : a)));
    return found;
  }

  private static boolean isWorking(String found) {
    return found.equals(Verdict.WORKS.key());
  }
}

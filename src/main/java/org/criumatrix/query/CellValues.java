package org.criumatrix.query;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.criumatrix.matrix.Phase;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.CellRecord.Command;
import org.criumatrix.situation.CaseRole;
import org.criumatrix.situation.Situation;
import org.criumatrix.verdict.Harm;
import org.criumatrix.verdict.Prediction;
import org.criumatrix.verdict.Verdict;

/** The values that a cell has for the fields of fields.csv. */
final class CellValues {

  private static final double NANOS_PER_MS = 1e6;

  /** Verdicts about CRIU. */
  private static final Set<Verdict> TRIED = Set.of(Verdict.WORKS, Verdict.REFUSES, Verdict.FAILS);

  private static final Map<String, Function<QueryCell, Stream<String>>> TEXTS =
      Map.ofEntries(
          one("row", CellRecord::row),
          one("case", r -> r.caseId().toString()),
          one("cell", CellRecord::id),
          Map.entry("situation", c -> c.situation().stream().map(Situation::id)),
          Map.entry("topic", CellValues::topic),
          Map.entry("role", c -> c.role().stream().map(CaseRole::key)),
          one("about", r -> r.evidence().object().about()),
          one("criu", CellRecord::criu),
          one("privilege", CellRecord::privilege),
          one("runtime", CellRecord::runtime),
          one("host", CellRecord::host),
          one("kernel", CellRecord::kernel),
          Map.entry("architecture", c -> Stream.of(c.origin().architecture())),
          Map.entry("machine", CellValues::machine),
          Map.entry("run", c -> Stream.of(c.origin().id())),
          one("verdict", r -> r.verdict().key()),
          Map.entry("is", c -> CellFlags.of(c.record())),
          one("phase", r -> key(r.phase())),
          one("error", CellRecord::error),
          one("harm", r -> key(r.harm())),
          one("judgement", CellValues::judgement),
          one("expected", r -> r.result().expected()),
          one("advice", r -> r.advice().map(Prediction.Result::key).orElse("")),
          one("cause", r -> r.cause().why()),
          one("issue", r -> r.cause().issue()),
          one("fixed", r -> r.cause().fixed()),
          one("remedy", r -> r.cause().remedy()),
          many("trait", r -> stream(r.evidence().traits())),
          many("option", r -> stream(r.evidence().options())),
          many("command", r -> r.evidence().commands().stream().map(Command::line)),
          one("object", r -> nameIn("objects", r)),
          one("application", r -> nameIn("applications", r)),
          many("check", CellValues::checks),
          many("log", r -> r.evidence().kernelLog().stream()),
          one("ended", CellRecord::ended));

  private static final Map<String, Function<QueryCell, OptionalDouble>> NUMBERS =
      Map.of(
          "dump", c -> milliseconds(c.record().timing().dump()),
          "frozen", c -> milliseconds(c.record().timing().frozen()),
          "restore", c -> milliseconds(c.record().timing().restore()),
          "wall", c -> milliseconds(c.record().timing().wall()),
          "image", c -> number(c.record().evidence().imageBytes()),
          "attempts", c -> OptionalDouble.of(c.attempts()));

  private CellValues() {}

  private static Map.Entry<String, Function<QueryCell, Stream<String>>> one(
      String field, Function<CellRecord, String> value) {
    return Map.entry(field, cell -> Stream.ofNullable(value.apply(cell.record())));
  }

  private static Map.Entry<String, Function<QueryCell, Stream<String>>> many(
      String field, Function<CellRecord, Stream<String>> values) {
    return Map.entry(field, cell -> values.apply(cell.record()));
  }

  /** Returns the texts of a field; a number is written as records have it. */
  static Stream<String> texts(String field, QueryCell cell) {
    if (NUMBERS.containsKey(field)) {
      return number(field, cell).stream().mapToObj(CellValues::plain);
    }
    return Objects.requireNonNull(TEXTS.get(field), field).apply(cell);
  }

  /** Returns milliseconds, bytes or a number; empty without a value. */
  static OptionalDouble number(String field, QueryCell cell) {
    return Objects.requireNonNull(NUMBERS.get(field), field).apply(cell);
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  private static Stream<String> machine(QueryCell cell) {
    return Stream.concat(Stream.of(cell.origin().architecture()), cell.origin().machine().stream());
  }

  private static Stream<String> topic(QueryCell cell) {
    return cell.situation().stream()
        .flatMap(s -> Stream.concat(Stream.of(s.title()), s.words().stream()));
  }

  private static String judgement(CellRecord record) {
    return record.verdict() == Verdict.NOT_RUN ? "" : record.judgement().key();
  }

  /** Whether the cell says something about CRIU. */
  static boolean isTried(CellRecord record) {
    return TRIED.contains(record.verdict());
  }

  private static String nameIn(String row, CellRecord record) {
    return record.row().equals(row) ? record.caseId().name() : "";
  }

  private static Stream<String> checks(CellRecord record) {
    return record.result().checks().entrySet().stream().map(e -> e.getKey() + ": " + e.getValue());
  }

  private static Stream<String> stream(List<String> values) {
    return values == null ? Stream.empty() : values.stream();
  }

  private static String key(Phase phase) {
    return phase == null ? "" : phase.key();
  }

  private static String key(Harm harm) {
    return harm == null ? "" : harm.key();
  }

  private static OptionalDouble milliseconds(Duration duration) {
    return duration == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(duration.toNanos() / NANOS_PER_MS);
  }

  private static OptionalDouble number(Long value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}

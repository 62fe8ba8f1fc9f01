package org.criumatrix.matrix;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;
import org.criumatrix.matrix.Expectation.Kind;

/** One line of matrix.csv: globs over the axes, and what is expected there. */
final class MatrixLine {

  /** Characters: no error of a cell is longer, and a glob is followed letter by letter. */
  private static final int LONGEST_ERROR = 4000;

  private static final String ANY = "*";

  /** What every case that a glob matches begins with; one that excludes cases has none. */
  private static final Pattern LITERAL_ROW = Pattern.compile("([^!*?{}/]+)/");

  private static final String LEAVE_RUNNING = "--leave-running";

  private final Map<Axis, Selection> point = new EnumMap<>(Axis.class);
  private final Selection cases;
  private final Set<String> rows;
  private final KernelPattern kernel;
  private final TraitPattern holds;
  private final OptionPattern with;

  /** The beginning of values on the axis that are commits. */
  private static final String COMMIT = "git:";

  private final Expectation expectation;
  private final OptionalInt named;
  private final List<String> fields;
  private final String criu;
  private boolean used;

  private MatrixLine(CSVRecord record, int line) {
    this.cases = Selection.of(record.get("case"));
    this.rows = rows(record.get("case"));
    for (var axis : Axis.values()) {
      point.put(axis, Selection.of(record.get(axis.key())));
    }
    this.kernel = KernelPattern.of(record.get("kernel"));
    this.holds = TraitPattern.of(MatrixCsv.optional(record, MatrixCsv.HOLDS));
    this.with = OptionPattern.of(MatrixCsv.optional(record, MatrixCsv.WITH));
    this.expectation = expectation(record, line);
    this.named = named(record);
    this.fields = record.toList();
    this.criu = record.get(Axis.CRIU.key());
  }

  /**
   * Returns the rows of the cases, none if a line may be about any: most lines are about a few
   * rows, and a run asks every line about each of its cells.
   */
  private static Set<String> rows(String cases) {
    var rows = new TreeSet<String>();
    for (var glob : Selection.words(cases)) {
      var row = LITERAL_ROW.matcher(glob);
      if (row.lookingAt()) {
        rows.add(row.group(1));
      } else if (!glob.startsWith("!")) {
        return Set.of();
      }
    }
    return Set.copyOf(rows);
  }

  private static OptionalInt named(CSVRecord record) {
    if (!record.get("kernel").startsWith("=")
        || !MatrixCsv.optional(record, MatrixCsv.HOLDS).isEmpty()
        || !MatrixCsv.optional(record, MatrixCsv.WITH).isEmpty()) {
      return OptionalInt.empty();
    }
    var count = LiteralCount.in(record.get("case"));
    for (var axis : Axis.values()) {
      var values = LiteralCount.in(record.get(axis.key()));
      count =
          count.isPresent() && values.isPresent()
              ? OptionalInt.of(count.getAsInt() * values.getAsInt())
              : OptionalInt.empty();
    }
    return count;
  }

  /**
   * @throws IllegalArgumentException with what is wrong with it
   */
  static MatrixLine of(CSVRecord record, int line) {
    return new MatrixLine(record, line);
  }

  private static CauseDetails details(CSVRecord record) {
    var kernel = record.get("kernel");
    return new CauseDetails(
        MatrixCsv.optional(record, MatrixCsv.HOLDS),
        MatrixCsv.optional(record, MatrixCsv.WITH),
        kernel.equals(ANY) ? "" : kernel,
        MatrixCsv.optional(record, MatrixCsv.ISSUE),
        MatrixCsv.optional(record, MatrixCsv.FIXED),
        Remedy.of(MatrixCsv.optional(record, MatrixCsv.REMEDY)));
  }

  private static Expectation expectation(CSVRecord record, int line) {
    var details = details(record);
    var expect = record.get("expect");
    var at = record.get("at");
    var error = record.get("error");
    var why = record.get("why");
    var kind =
        Kind.find(expect)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "expect is 'works', 'refuses', 'fails' or 'loses', not '%s'"
                            .formatted(expect)));
    if (kind == Kind.LOSES && (details.holds().isEmpty() || why.isEmpty())) {
      throw new IllegalArgumentException(
          "'loses' is about who holds a trait; say in 'holds' which, and in 'why' what becomes of it");
    }
    if (kind != Kind.FAILS) {
      if (!at.isEmpty() || !error.isEmpty()) {
        throw new IllegalArgumentException(
            "'%s' has neither a phase nor an error; leave 'at' and 'error' empty"
                .formatted(expect));
      }
      return new Expectation(kind, Optional.empty(), "", why, details, line);
    }
    if (why.isEmpty()) {
      throw new IllegalArgumentException(
          "'fails' without a reason; say the cause in the column 'why'");
    }
    var phase = Phase.find(at);
    if (phase.isEmpty()) {
      throw new IllegalArgumentException(
          "at is a phase (start, dump, gone, restore, alive, progress, answer, clean), not '"
              + at
              + "'");
    }
    if (error.length() > LONGEST_ERROR) {
      throw new IllegalArgumentException(
          "the error has %d characters, %d at most; a part of it is enough"
              .formatted(error.length(), LONGEST_ERROR));
    }
    Glob.of(error);
    return new Expectation(Kind.FAILS, phase, error, why, details, line);
  }

  boolean matches(Cell cell, String release, DumpContext dump) {
    var match =
        (rows.isEmpty() || rows.contains(cell.caseId().row()))
            && matches(cell, Axis.PRIVILEGE)
            && matches(cell, Axis.RUNTIME)
            && matches(cell, Axis.HOST)
            && cases.matches(cell.caseId().toString())
            && isAboutCheckpointerOf(cell)
            && isAboutCriu(cell, dump)
            && kernel.matches(release)
            && holds.matches(dump.traits())
            && with.matches(dump.options())
            && isMetBy(dump.options());
    used |= match;
    return match;
  }

  private boolean matches(Cell cell, Axis axis) {
    return point.get(axis).matches(cell.on(axis));
  }

  /**
   * Whether it counts for what checkpoints the cell. A glob over CRIU builds is about CRIU. The
   * line for all cells is about everything, and so is a line that names another checkpointer.
   */
  private boolean isAboutCheckpointerOf(Cell cell) {
    var value = cell.on(Axis.CRIU);
    return !WithoutCriu.is(value)
        || Selection.words(criu).contains(value)
        || criu.equals(ANY) && isAboutAnyProgram() && expectation.works();
  }

  /** A commit is judged as the release whose version it reports, unless the line names commits. */
  private boolean isAboutCriu(Cell cell, DumpContext dump) {
    var globs = point.get(Axis.CRIU);
    if (dump.release() == null || criu.contains(COMMIT)) {
      return globs.matches(cell.on(Axis.CRIU));
    }
    var isShort = dump.release().chars().filter(c -> c == '.').count() == 1;
    return globs.matches(dump.release()) || isShort && globs.matches(dump.release() + ".0");
  }

  /**
   * Whether a dump with these options can come to the failure: a program that is left running is
   * not restored, and so loses nothing by a restore.
   */
  private boolean isMetBy(List<String> options) {
    return !expectation.details().isAboutTraits()
        || options == null
        || !options.contains(LEAVE_RUNNING)
        || expectation.at().filter(phase -> phase.compareTo(Phase.DUMP) > 0).isEmpty()
        || with.asksFor(LEAVE_RUNNING);
  }

  /**
   * Whether what it says of other cases is the failure of this cell: the same CRIU and kernel, the
   * same phase, the same error.
   */
  boolean explains(
      Cell cell, String release, DumpContext dump, Phase phase, String error, FailureId id) {
    return expectation.fails()
        && !expectation.error().isEmpty()
        && expectation.at().filter(phase::equals).isPresent()
        && expectation.meansError(error, id)
        && isAboutCriu(cell, dump)
        && point.get(Axis.PRIVILEGE).matches(cell.on(Axis.PRIVILEGE))
        && kernel.matches(release)
        && holds.matches(dump.traits())
        && with.matches(dump.options());
  }

  /** Whether it is about every case, so that it is knowledge about any program. */
  boolean isAboutAnyProgram() {
    return fields.get(0).equals(ANY);
  }

  /** As they stand in the file, in the order of its header. */
  List<String> fields() {
    return fields;
  }

  Expectation expectation() {
    return expectation;
  }

  /** How many cells it names one by one, on one kernel; empty when it has globs. */
  OptionalInt named() {
    return named;
  }

  /** Whether it is about runs that call CRIU in a way of their own. */
  boolean isAboutCaller() {
    return with.asksFor(Caller.CONDITION);
  }

  boolean used() {
    return used;
  }
}

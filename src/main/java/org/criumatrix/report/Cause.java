package org.criumatrix.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Objects;
import org.criumatrix.matrix.CauseId;
import org.criumatrix.record.CellRecord;
import org.criumatrix.runs.FailureSignature;
import org.criumatrix.verdict.Verdict;

/**
 * Why cells of a run did not work, for the page.
 *
 * @param kind what is known of it
 * @param text the cause; of one that is not on record: how its cells end; of cells that could not
 *     be run: the reason
 * @param remedy what makes it work, and in brackets a case that proves it; may be null as the rest
 * @param issue where it is discussed: an address, or a commit
 * @param fixed the first version of CRIU without it
 * @param kernel the kernels with it, {@code >=6.16}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Cause(
    String id, Kind kind, String text, String remedy, String issue, String fixed, String kernel) {

  enum Kind {
    /** A failure that matrix.csv explains. */
    RECORDED,
    /** A failure that matrix.csv does not explain. */
    UNKNOWN,
    /** A reason why cells could not be run here, or why the suite itself failed. */
    UNAVAILABLE;

    @JsonValue
    String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Returns the recorded cause of a cell, which has one. */
  static Cause recorded(CellRecord record) {
    var known = record.cause();
    return new Cause(
        CauseId.of(known.why()),
        Kind.RECORDED,
        known.why(),
        known.remedy(),
        known.issue(),
        known.fixed(),
        known.kernel());
  }

  /** Returns how a failing cell ends, in place of a cause. */
  static Cause unknown(CellRecord record) {
    return plain(Kind.UNKNOWN, FailureSignature.of(record).describe());
  }

  /** Returns why a cell could not be run. */
  static Cause unavailable(CellRecord record) {
    return plain(Kind.UNAVAILABLE, Reason.of(record.error()));
  }

  private static Cause plain(Kind kind, String text) {
    return new Cause(CauseId.of(text), kind, text, null, null, null, null);
  }

  /** Whether matrix.csv explains the cell's failure, or the failure that it no longer has. */
  static boolean isRecorded(CellRecord record) {
    var why = Objects.requireNonNullElse(record.cause().why(), "");
    var fails = record.verdict() == Verdict.FAILS && !record.differs();
    return !why.isBlank() && (fails || hasImproved(record));
  }

  /** Whether a failure was expected, and the cell works. */
  static boolean hasImproved(CellRecord record) {
    return record.verdict() == Verdict.WORKS && record.differs();
  }
}

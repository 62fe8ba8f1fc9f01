package org.criumatrix.runs;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import org.criumatrix.matrix.EndingText;
import org.criumatrix.matrix.Expectation.Kind;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.record.CellRecord;

/**
 * What a line of matrix.csv says of cells.
 *
 * @param at of a failure: its phase
 * @param error of a failure: its {@link FailureId}, or a part of its error that will be the same
 *     the next time
 */
public record FailureSignature(Kind kind, String at, String error) {

  /** A shorter part could be in any error. */
  private static final int SHORTEST = 8;

  /** A longer one does not help readers of the file. */
  private static final int LONGEST = 70;

  /** Returns what a line of matrix.csv would say of a cell. */
  public static FailureSignature of(CellRecord record) {
    return switch (record.verdict()) {
      case WORKS -> new FailureSignature(Kind.WORKS, "", "");
      case REFUSES -> new FailureSignature(Kind.REFUSES, "", "");
      default ->
          new FailureSignature(
              Kind.FAILS, record.phase() == null ? "" : record.phase().key(), error(record));
    };
  }

  boolean fails() {
    return kind == Kind.FAILS;
  }

  private static String error(CellRecord record) {
    var id = record.errorId();
    return id == null || id.isDetailed()
        ? part(Objects.requireNonNullElse(record.error(), ""))
        : id.name();
  }

  /** The longest part of an error's first line that holds no passing number and no brace. */
  private static String part(String error) {
    var line = error.lines().findFirst().orElse("");
    return Arrays.stream(SameFailure.lasting(line).split("[#{}]+"))
        .map(p -> p.replaceAll("^[\\s:;,./()'-]+|[\\s:;,./('-]+$", ""))
        .filter(p -> p.length() >= SHORTEST && line.contains(p))
        .max(Comparator.comparingInt(String::length))
        .map(FailureSignature::cut)
        .orElse("");
  }

  private static String cut(String text) {
    var space = text.lastIndexOf(' ', LONGEST);
    return text.length() <= LONGEST ? text : text.substring(0, space > 0 ? space : LONGEST);
  }

  /** {@code works}, {@code refuses}, {@code fails at dump: TEXT}. */
  public String describe() {
    return EndingText.of(kind.key(), at, error);
  }
}

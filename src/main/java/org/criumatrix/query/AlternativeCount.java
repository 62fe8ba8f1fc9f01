package org.criumatrix.query;

import java.util.ArrayDeque;
import org.criumatrix.matrix.Braces;

/** Counts the texts that the braces of a glob stand for. */
final class AlternativeCount implements Braces.Visitor {

  /** Counts are cut off here, far above any limit and far below an overflow. */
  private static final long ENOUGH = 1 << 20;

  /**
   * @param before the count in front of the brace
   * @param complete the sum of the alternatives that have ended
   */
  private record Brace(long before, long complete) {}

  private final ArrayDeque<Brace> open = new ArrayDeque<>();
  private long count = 1;

  long count() {
    return count;
  }

  @Override
  public void letter(int codePoint) {
    // A letter makes the texts longer, not more.
  }

  @Override
  public void open() {
    open.push(new Brace(count, 0));
    count = 1;
  }

  @Override
  public void next() {
    var brace = open.pop();
    open.push(new Brace(brace.before(), Math.min(ENOUGH, brace.complete() + count)));
    count = 1;
  }

  @Override
  public void close() {
    var brace = open.pop();
    count = Math.min(ENOUGH, brace.before() * (brace.complete() + count));
  }
}

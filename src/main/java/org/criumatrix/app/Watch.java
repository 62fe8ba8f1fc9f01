package org.criumatrix.app;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.criumatrix.host.Await;
import org.criumatrix.target.TargetException;

/** Looks at a program again and again, and prints what has changed. */
final class Watch {

  /** The program is watched for a day at most. */
  private static final Duration LIMIT = Duration.ofDays(1);

  private Watch() {}

  /**
   * Returns the last exit code when the program has ended.
   *
   * @param look throws a TargetException when the program has ended
   */
  static int every(
      Duration interval, Supplier<AdviceDesk.Reply> look, ToIntFunction<AdviceDesk.Reply> print) {
    var first = look.get();
    int[] code = {print.applyAsInt(first)};
    String[] last = {first.text()};
    Await.until(
        "the program's end",
        LIMIT,
        interval,
        () -> isOver(look, print, code, last),
        isOver -> isOver);
    return code[0];
  }

  private static boolean isOver(
      Supplier<AdviceDesk.Reply> look,
      ToIntFunction<AdviceDesk.Reply> print,
      int[] code,
      String[] last) {
    try {
      var now = look.get();
      if (!now.text().equals(last[0])) {
        last[0] = now.text();
        code[0] = print.applyAsInt(now);
      }
      return false;
    } catch (TargetException e) {
      return true;
    }
  }
}

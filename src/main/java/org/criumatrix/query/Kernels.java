package org.criumatrix.query;

import java.util.List;
import java.util.function.Predicate;
import org.criumatrix.query.Term.Condition;
import org.criumatrix.query.Token.Wanted;

/** Terms about releases of the kernel. */
final class Kernels {

  private Kernels() {}

  static Condition of(Token token, QueryField field) {
    List<Predicate<String>> tests =
        token.wanted().stream().map(w -> test(token.operator(), w)).toList();
    var any = Terms.any(tests);
    return among -> cell -> cell.texts(field).anyMatch(any);
  }

  private static Predicate<String> test(Operator operator, Wanted wanted) {
    var isNumbers = Versions.isNumbers(wanted.text());
    if (operator.isOrder() && !isNumbers) {
      throw wanted.mistake(
          "'%s' is no version of a kernel; write numbers, as in 6.16".formatted(wanted.text()));
    }
    if (isNumbers && !wanted.isQuoted()) {
      var wants = operator.isOrder() ? operator : Operator.EQUAL;
      return release -> {
        var order = Versions.compareKernels(release, wanted.text());
        return order.isPresent() && wants.holds(order.getAsInt());
      };
    }
    var pattern = Terms.pattern(wanted);
    return release -> pattern.matches(TextPattern.lower(release));
  }
}

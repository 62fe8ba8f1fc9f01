package org.criumatrix.query;

import org.criumatrix.query.Term.Condition;
import org.criumatrix.query.Token.Wanted;

/** Terms about times, sizes and numbers. */
final class Quantities {

  private Quantities() {}

  static Condition of(Token token, QueryField field) {
    var operator = token.operator().isOrder() ? token.operator() : Operator.EQUAL;
    var limits = token.wanted().stream().mapToDouble(w -> limit(token, field, w)).toArray();
    return among ->
        cell -> {
          var number = cell.number(field);
          return number.isPresent() && anyHolds(operator, number.getAsDouble(), limits);
        };
  }

  private static double limit(Token token, QueryField field, Wanted wanted) {
    return Quantity.read(field.kind(), token.name(), wanted.text())
        .orElseThrow(() -> wanted.mistake(Quantity.complaint(field.kind(), wanted.text())));
  }

  private static boolean anyHolds(Operator operator, double number, double[] limits) {
    for (var limit : limits) {
      if (operator.holds(Double.compare(number, limit))) {
        return true;
      }
    }
    return false;
  }
}

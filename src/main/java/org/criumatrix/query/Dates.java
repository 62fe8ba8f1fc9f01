package org.criumatrix.query;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.criumatrix.query.Term.Condition;
import org.criumatrix.query.Token.Wanted;

/** Terms about days and times, which are compared as texts of ISO 8601. */
final class Dates {

  private static final Pattern FORM =
      Pattern.compile(
          "\\d{4}(-\\d\\d(-\\d\\d(T\\d\\d(:\\d\\d(:\\d\\d)?)?)?)?)?", Pattern.CASE_INSENSITIVE);

  private Dates() {}

  static Condition of(Token token, QueryField field) {
    var operator = token.operator().isOrder() ? token.operator() : Operator.EQUAL;
    List<Predicate<String>> tests = token.wanted().stream().map(w -> test(operator, w)).toList();
    var any = Terms.any(tests);
    return among -> cell -> cell.texts(field).anyMatch(any);
  }

  private static Predicate<String> test(Operator operator, Wanted wanted) {
    var limit = wanted.text().toUpperCase(Locale.ROOT);
    if (!FORM.matcher(limit).matches()) {
      throw wanted.mistake(
          "'%s' is no date; write a part of 2026-11-30T14:05:59 from its beginning"
              .formatted(wanted.text()));
    }
    return date -> {
      var part = date.substring(0, Math.min(date.length(), limit.length()));
      return operator.holds(part.compareTo(limit));
    };
  }
}

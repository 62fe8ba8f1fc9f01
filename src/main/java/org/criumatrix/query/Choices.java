package org.criumatrix.query;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.criumatrix.query.Term.Condition;
import org.criumatrix.query.Token.Wanted;
import org.criumatrix.verdict.Verdict;

/** Terms about fields of which all values are known. */
final class Choices {

  private Choices() {}

  static Condition of(Token token, QueryField field) {
    var chosen = token.operator().isOrder() ? ordered(token, field) : chosen(token, field);
    return among -> cell -> cell.texts(field).anyMatch(chosen::contains);
  }

  static Condition axis(Token token, QueryField field) {
    var axes = chosen(token, field).stream().map(SiblingAxis::of).toList();
    return among -> {
      List<Predicate<QueryCell>> tests = axes.stream().map(a -> among.along(a).differ()).toList();
      return Terms.any(tests);
    };
  }

  /** Returns the verdict that the name of a field begins with: {@code works-as}. */
  static Verdict verdict(String name) {
    return Arrays.stream(Verdict.values())
        .filter(v -> v.key().equals(name.split("-", 2)[0]))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Returns the values that a term means.
   *
   * @throws QueryException if it means none
   */
  private static Set<String> chosen(Token token, QueryField field) {
    return token.wanted().stream()
        .flatMap(w -> meant(w, field).stream())
        .collect(Collectors.toSet());
  }

  private static List<String> meant(Wanted wanted, QueryField field) {
    // A value of several words needs no quotes: as-expected.
    var pattern =
        Terms.pattern(
            new Wanted(spaced(wanted.text()), wanted.at(), wanted.end(), wanted.isQuoted()));
    var meant = field.values().stream().filter(pattern::matches).toList();
    if (meant.isEmpty()) {
      throw wanted.mistake(
          "%s has no value '%s'%s Its values are %s."
              .formatted(
                  field.name(),
                  wanted.text(),
                  Nearest.question(spaced(wanted.text()), field.values()),
                  String.join(", ", field.values())));
    }
    return meant;
  }

  private static String spaced(String text) {
    return text.replace('-', ' ').replace('_', ' ');
  }

  private static Set<String> ordered(Token token, QueryField field) {
    var values = field.values();
    var limit = values.indexOf(meant(token.wanted().get(0), field).get(0));
    return values.stream()
        .filter(v -> token.operator().holds(Integer.compare(values.indexOf(v), limit)))
        .collect(Collectors.toSet());
  }
}

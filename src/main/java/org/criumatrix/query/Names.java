package org.criumatrix.query;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.criumatrix.query.Term.Condition;

/** Terms about names and texts. */
final class Names {

  private Names() {}

  static Condition name(Token token, QueryField field) {
    var patterns = Terms.patterns(token);
    return among ->
        cell ->
            cell.texts(field)
                .map(TextPattern::lower)
                .flatMap(Names::spellings)
                .anyMatch(s -> patterns.stream().anyMatch(p -> p.matches(s)));
  }

  /**
   * Returns a name and its parts that are names as well: {@code tcp-move} of {@code
   * network/tcp-move}, {@code vm} of {@code vm:trixie}, {@code ghost-limit} of {@code
   * --ghost-limit=8M}.
   */
  private static Stream<String> spellings(String name) {
    var dashless = name.startsWith("--") ? name.substring(2) : name;
    return Stream.of(name, dashless)
        .flatMap(n -> Stream.of(n, n.substring(n.lastIndexOf('/') + 1), n.split("[:=]", 2)[0]))
        .distinct();
  }

  /** A cell of the same case that is called by another account. */
  static Condition caller(Token token, QueryField field) {
    var patterns = Terms.patterns(token);
    return among ->
        among
            .along(SiblingAxis.PRIVILEGE)
            .have(
                Choices.verdict(field.name()),
                privilege -> any(patterns, TextPattern::matches, TextPattern.lower(privilege)));
  }

  static Condition text(Token token, QueryField field) {
    var patterns = Terms.patterns(token);
    BiPredicate<TextPattern, String> matches =
        token.operator() == Operator.MATCHES ? TextPattern::isIn : TextPattern::matches;
    return among ->
        cell -> cell.texts(field).map(TextPattern::lower).anyMatch(t -> any(patterns, matches, t));
  }

  private static boolean any(
      List<TextPattern> patterns, BiPredicate<TextPattern, String> matches, String text) {
    return patterns.stream().anyMatch(p -> matches.test(p, text));
  }
}

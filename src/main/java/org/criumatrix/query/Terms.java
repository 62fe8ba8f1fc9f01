package org.criumatrix.query;

import java.util.List;
import java.util.function.Predicate;
import org.criumatrix.query.Synonyms.Synonym;
import org.criumatrix.query.Term.Condition;
import org.criumatrix.query.Token.Wanted;

/** Makes conditions of the terms of a query. */
final class Terms {

  private Terms() {}

  /**
   * @throws QueryException if a field has no such value
   */
  static Term of(Token token, Synonyms synonyms) {
    if (token.operator() == null) {
      return new Term(
          token.at(),
          token.end(),
          null,
          PlainWords.of(token, synonyms),
          PlainWords.synonym(token, synonyms).map(Synonym::note).orElse(""));
    }
    var field = token.field();
    if (token.operator().isOrder()) {
      checkOrder(token, field);
    }
    var condition = condition(token, field);
    return new Term(
        token.at(),
        token.end(),
        field,
        token.operator() == Operator.NOT_EQUAL
            ? among -> condition.among(among).negate()
            : condition,
        "");
  }

  private static void checkOrder(Token token, QueryField field) {
    if (!field.kind().isOrdered()) {
      throw token.mistake(
          "%s has no order; write %s: in place of %s%s"
              .formatted(field.name(), field.name(), field.name(), token.operator().sign()));
    }
    if (token.wanted().size() > 1) {
      throw token.mistake(
          "'%s' takes one value, not %d".formatted(token.operator().sign(), token.wanted().size()));
    }
  }

  private static Condition condition(Token token, QueryField field) {
    var kind = field.kind();
    if (!kind.isSibling() && !kind.isClosed() && isAnything(token)) {
      return among -> cell -> cell.texts(field).findAny().isPresent();
    }
    return switch (kind) {
      case NAME -> Names.name(token, field);
      case TEXT -> Names.text(token, field);
      case CHOICE, FLAG, STEP -> Choices.of(token, field);
      case AXIS -> Choices.axis(token, field);
      case VERSION -> Builds.version(token, field);
      case CALLER -> Names.caller(token, field);
      case BUILD -> Builds.sibling(token, field);
      case KERNEL -> Kernels.of(token, field);
      case DURATION, SIZE, NUMBER -> Quantities.of(token, field);
      case DATE -> Dates.of(token, field);
    };
  }

  private static boolean isAnything(Token token) {
    return !token.operator().isOrder()
        && token.wanted().stream().anyMatch(w -> !w.isQuoted() && w.text().equals("*"));
  }

  /**
   * Reads the globs of a term.
   *
   * @throws QueryException if a glob is malformed
   */
  static List<TextPattern> patterns(Token token) {
    return token.wanted().stream().map(Terms::pattern).toList();
  }

  static TextPattern pattern(Wanted wanted) {
    try {
      return wanted.isQuoted()
          ? TextPattern.literal(wanted.text())
          : TextPattern.glob(wanted.text());
    } catch (IllegalArgumentException e) {
      throw wanted.mistake(e.getMessage());
    }
  }

  /** Returns whether any of some tests holds. */
  static <T> Predicate<T> any(List<? extends Predicate<T>> tests) {
    return value -> tests.stream().anyMatch(t -> t.test(value));
  }
}

package org.criumatrix.query;

import java.util.List;

/**
 * A part of a query.
 *
 * @param at the index of its first character
 * @param end the index behind its last character
 * @param field of a term: the field; null for plain words
 * @param name of a term with a field: the name as it is written; empty for plain words
 * @param operator of a term with a field; null otherwise
 * @param wanted the alternatives of a term
 * @param isPhrase whether they are no alternatives, but words that belong together
 */
record Token(
    Kind kind,
    int at,
    int end,
    QueryField field,
    String name,
    Operator operator,
    List<Wanted> wanted,
    boolean isPhrase) {

  enum Kind {
    OPEN,
    CLOSE,
    AND,
    OR,
    NOT,
    TERM
  }

  /**
   * One alternative of a value.
   *
   * @param text without its quotes
   * @param isQuoted whether its characters stand for themselves
   */
  record Wanted(String text, int at, int end, boolean isQuoted) {

    QueryException mistake(String message) {
      return new QueryException(at, end - at, message);
    }
  }

  Token {
    wanted = List.copyOf(wanted);
  }

  static Token sign(Kind kind, int at, int end) {
    return new Token(kind, at, end, null, "", null, List.of(), false);
  }

  static Token words(int at, int end, List<Wanted> alternatives) {
    return new Token(Kind.TERM, at, end, null, "", null, alternatives, false);
  }

  static Token phrase(List<Token> words) {
    var wanted = words.stream().flatMap(w -> w.wanted().stream()).toList();
    return new Token(
        Kind.TERM,
        words.get(0).at(),
        words.get(words.size() - 1).end(),
        null,
        "",
        null,
        wanted,
        true);
  }

  static Token condition(
      int at, int end, QueryField field, String name, Operator operator, List<Wanted> wanted) {
    return new Token(Kind.TERM, at, end, field, name, operator, wanted, false);
  }

  QueryException mistake(String message) {
    return new QueryException(at, end - at, message);
  }
}

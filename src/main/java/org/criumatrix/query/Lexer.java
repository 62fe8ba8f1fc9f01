package org.criumatrix.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.criumatrix.query.Token.Kind;

/** Splits a query into its parts. */
final class Lexer {

  private static final Map<String, Kind> KEYWORDS =
      Map.of("and", Kind.AND, "or", Kind.OR, "not", Kind.NOT);

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

  private final Cursor cursor;

  private Lexer(Cursor cursor) {
    this.cursor = cursor;
  }

  /**
   * @throws QueryException if there is a mistake in a part
   */
  static List<Token> tokens(String text) {
    var cursor = new Cursor(text);
    var lexer = new Lexer(cursor);
    var tokens = new ArrayList<Token>();
    while (cursor.skipBlanks()) {
      tokens.add(lexer.next());
    }
    return List.copyOf(tokens);
  }

  private Token next() {
    var at = cursor.at();
    if (cursor.take("(")) {
      return Token.sign(Kind.OPEN, at, cursor.at());
    }
    if (cursor.take(")")) {
      return Token.sign(Kind.CLOSE, at, cursor.at());
    }
    // Two of them begin an option of CRIU.
    if (!cursor.sees("--") && cursor.take("-")) {
      return excluding(at);
    }
    var field = cursor.name(NAME).flatMap(this::operator);
    return field.isPresent() ? field.get() : words(at);
  }

  private Token excluding(int at) {
    if (cursor.isAtEndOfWord() && !cursor.sees("(")) {
      throw new QueryException(
          at, 1, "'-' stands alone; write it right before what it excludes, as in -runtime:none");
    }
    return Token.sign(Kind.NOT, at, cursor.at());
  }

  /**
   * Reads a term with a field. Blanks around the operator are allowed where the name is that of a
   * field.
   *
   * @return empty if the name is followed by no operator
   */
  private Optional<Token> operator(String name) {
    var at = cursor.at();
    cursor.skip(name.length());
    var field = QueryField.find(name);
    if (field.isPresent()) {
      cursor.skipBlanks();
    }
    var operator = cursor.operator();
    if (operator.isEmpty()) {
      cursor.backTo(at);
      return Optional.empty();
    }
    return Optional.of(
        condition(at, field.orElseThrow(() -> unknown(at, name)), name, operator.get()));
  }

  private Token condition(int at, QueryField field, String name, Operator operator) {
    cursor.skipBlanks();
    var wanted = cursor.values();
    if (wanted.isEmpty()) {
      var written = name + operator.sign();
      throw new QueryException(
          at,
          written.length(),
          "'%s' has no value; write for example %s".formatted(written, field.example()));
    }
    return Token.condition(at, cursor.at(), field, name, operator, wanted);
  }

  private static QueryException unknown(int at, String name) {
    return new QueryException(
        at,
        name.length(),
        "there is no field '%s'%s To search for text, put it in quotes. The fields are %s."
            .formatted(
                name,
                Nearest.question(name, QueryField.allNames()),
                String.join(", ", QueryField.all().stream().map(QueryField::name).toList())));
  }

  private Token words(int at) {
    var operator = cursor.operator();
    if (operator.isPresent()) {
      throw new QueryException(
          at,
          operator.get().sign().length(),
          "'%s' has no field before it, as in kernel>=6.16; put text in quotes"
              .formatted(operator.get().sign()));
    }
    var wanted = cursor.values();
    if (wanted.isEmpty()) {
      throw new QueryException(at, cursor.at() - at, "a comma stands alone; put text in quotes");
    }
    var only = wanted.get(0);
    if (wanted.size() == 1 && !only.isQuoted()) {
      var keyword = KEYWORDS.get(only.text().toLowerCase(Locale.ROOT));
      if (keyword != null) {
        return Token.sign(keyword, at, cursor.at());
      }
    }
    return Token.words(at, cursor.at(), wanted);
  }
}

package org.criumatrix.query;

import java.util.ArrayList;
import java.util.List;
import org.criumatrix.query.Node.All;
import org.criumatrix.query.Node.Any;
import org.criumatrix.query.Node.Leaf;
import org.criumatrix.query.Node.Not;
import org.criumatrix.query.Token.Kind;

/**
 * Reads a query: {@code or := and ("or" and)*}, {@code and := unary ("and"? unary)*}, {@code unary
 * := ("not" | "-") unary | "(" or ")" | term}.
 */
final class QueryParser {

  /** Each bracket needs stack. */
  private static final int MAX_DEPTH = 50;

  private final String text;
  private final List<Token> tokens;
  private final Synonyms synonyms;
  private int i;
  private int depth;

  private QueryParser(String text, Synonyms synonyms) {
    this.text = text;
    this.tokens = Phrases.joined(Lexer.tokens(text), synonyms);
    this.synonyms = synonyms;
  }

  /**
   * @throws QueryException if the text is no query
   */
  static Node parse(String text, Synonyms synonyms) {
    var parser = new QueryParser(text, synonyms);
    if (parser.tokens.isEmpty()) {
      return All.CELLS;
    }
    var node = parser.or();
    if (parser.i < parser.tokens.size()) {
      throw parser.closesNothing();
    }
    return node;
  }

  private boolean sees(Kind kind) {
    return i < tokens.size() && tokens.get(i).kind() == kind;
  }

  private boolean take(Kind kind) {
    var isThere = sees(kind);
    i += isThere ? 1 : 0;
    return isThere;
  }

  private Node or() {
    var parts = new ArrayList<>(List.of(and()));
    while (take(Kind.OR)) {
      parts.add(and());
    }
    return parts.size() == 1 ? parts.get(0) : new Any(List.copyOf(parts));
  }

  private Node and() {
    var parts = new ArrayList<>(List.of(unary()));
    while (take(Kind.AND) || i < tokens.size() && !sees(Kind.OR) && !sees(Kind.CLOSE)) {
      parts.add(unary());
    }
    return parts.size() == 1 ? parts.get(0) : new All(List.copyOf(parts));
  }

  private Node unary() {
    var isNegated = false;
    while (take(Kind.NOT)) {
      isNegated = !isNegated;
    }
    var node = primary();
    return isNegated ? new Not(node) : node;
  }

  private Node primary() {
    if (take(Kind.OPEN)) {
      return bracket(tokens.get(i - 1));
    }
    if (take(Kind.TERM)) {
      return new Leaf(Terms.of(tokens.get(i - 1), synonyms));
    }
    throw missing();
  }

  private Node bracket(Token open) {
    if (++depth > MAX_DEPTH) {
      throw open.mistake("more than %d brackets are open".formatted(MAX_DEPTH));
    }
    if (sees(Kind.CLOSE)) {
      throw new QueryException(
          open.at(),
          tokens.get(i).end() - open.at(),
          "the brackets are empty; write a term in them");
    }
    if (i == tokens.size()) {
      throw hasNoEnd(open);
    }
    var node = or();
    if (!take(Kind.CLOSE)) {
      throw hasNoEnd(open);
    }
    depth--;
    return node;
  }

  private static QueryException hasNoEnd(Token open) {
    return open.mistake("'(' has no ')' behind it");
  }

  private QueryException closesNothing() {
    return tokens.get(i).mistake("')' has no '(' before it");
  }

  /** Returns the mistake of a query that has something else where it needs a term. */
  private QueryException missing() {
    var before = i == 0 ? null : tokens.get(i - 1);
    if (before != null && before.kind() != Kind.OPEN) {
      return before.mistake("'%s' has nothing behind it".formatted(written(before)));
    }
    return before == null && sees(Kind.CLOSE)
        ? closesNothing()
        : tokens.get(i).mistake("'%s' has nothing before it".formatted(written(tokens.get(i))));
  }

  private String written(Token token) {
    return text.substring(token.at(), token.end());
  }
}

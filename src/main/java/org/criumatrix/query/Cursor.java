package org.criumatrix.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.criumatrix.query.Token.Wanted;

/** Reads a query from left to right. */
final class Cursor {

  private final String text;
  private int i;

  Cursor(String text) {
    this.text = text;
  }

  int at() {
    return i;
  }

  void backTo(int at) {
    i = at;
  }

  void skip(int characters) {
    i += characters;
  }

  /** Returns whether there is anything behind the blanks. */
  boolean skipBlanks() {
    while (i < text.length() && isBlank(text.charAt(i))) {
      i++;
    }
    return i < text.length();
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  boolean isAtEndOfWord() {
    return i >= text.length() || isBlank(text.charAt(i)) || sees("(") || sees(")");
  }

  boolean sees(String sign) {
    return text.startsWith(sign, i);
  }

  /** Reads a sign, and returns whether it was there. */
  boolean take(String sign) {
    var isThere = sees(sign);
    i += isThere ? sign.length() : 0;
    return isThere;
  }

  /** Returns the name that begins here, without reading it. */
  Optional<String> name(Pattern pattern) {
    var name = pattern.matcher(text).region(i, text.length());
    return name.lookingAt() ? Optional.of(name.group()) : Optional.empty();
  }

  /** Reads an operator. */
  Optional<Operator> operator() {
    var operator = Operator.at(text, i);
    operator.ifPresent(o -> i += o.sign().length());
    return operator;
  }

  /**
   * Reads alternatives, separated by commas, up to the end of the word.
   *
   * @throws QueryException if quotes are misplaced
   */
  List<Wanted> values() {
    var wanted = new ArrayList<Wanted>();
    while (!isAtEndOfWord()) {
      if (!take(",")) {
        wanted.add(sees("\"") ? quoted() : bare());
      }
    }
    return wanted;
  }

  private Wanted quoted() {
    var at = i++;
    var words = new StringBuilder();
    while (i < text.length() && !sees("\"")) {
      if (sees("\\\"") || sees("\\\\")) {
        i++;
      }
      words.append(text.charAt(i++));
    }
    if (!take("\"")) {
      throw new QueryException(at, 1, "the quote has no end; add '\"'");
    }
    if (!isAtEndOfWord() && !sees(",")) {
      throw new QueryException(i, 1, "text follows a quote; put a blank between them");
    }
    return new Wanted(words.toString(), at, i, true);
  }

  /** Commas in braces, and between the axes of a cell's id, separate nothing here. */
  private Wanted bare() {
    var at = i;
    var depth = 0;
    while (!isAtEndOfWord() && (depth > 0 || !sees(","))) {
      var c = text.charAt(i);
      if (c == '"') {
        throw new QueryException(
            i, 1, "a quote begins inside a word; put the whole word in quotes");
      }
      depth += c == '{' || c == '[' ? 1 : depth > 0 && (c == '}' || c == ']') ? -1 : 0;
      i++;
    }
    return new Wanted(text.substring(at, i), at, i, false);
  }
}

package org.criumatrix.query;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import org.criumatrix.query.Token.Kind;

/** Joins plain words that mean something together: {@code debian 12}. */
final class Phrases {

  private Phrases() {}

  static List<Token> joined(List<Token> tokens, Synonyms synonyms) {
    var joined = new ArrayList<Token>();
    for (var i = 0; i < tokens.size(); ) {
      var count = isAfterNot(tokens, i) ? 1 : length(tokens, i, synonyms);
      joined.add(count == 1 ? tokens.get(i) : Token.phrase(tokens.subList(i, i + count)));
      i += count;
    }
    return joined;
  }

  /** What {@code not} stands before is the next word alone. */
  private static boolean isAfterNot(List<Token> tokens, int i) {
    return i > 0 && tokens.get(i - 1).kind() == Kind.NOT;
  }

  /** Returns the number of words from an index that mean something together; 1 if none do. */
  private static int length(List<Token> tokens, int from, Synonyms synonyms) {
    var words = 0;
    while (words < synonyms.maxWords()
        && from + words < tokens.size()
        && isWord(tokens.get(from + words))) {
      words++;
    }
    while (words > 1 && synonyms.of(text(tokens.subList(from, from + words))).isEmpty()) {
      words--;
    }
    return Math.max(1, words);
  }

  private static boolean isWord(Token token) {
    return token.kind() == Kind.TERM
        && token.operator() == null
        && token.wanted().size() == 1
        && !token.wanted().get(0).isQuoted();
  }

  private static String text(List<Token> words) {
    return words.stream().map(w -> w.wanted().get(0).text()).collect(joining(" "));
  }
}

package org.criumatrix.query;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.Stream;
import org.criumatrix.query.Term.Condition;
import org.criumatrix.query.Token.Wanted;

/** Words without a field, which are looked for everywhere. */
final class PlainWords {

  private PlainWords() {}

  static Condition of(Token token, Synonyms synonyms) {
    var patterns = Terms.patterns(token);
    var others = others(token, synonyms).map(TextPattern::literal).toList();
    return among ->
        cell -> {
          var text = cell.searched();
          return hasAny(others, text)
              || (token.isPhrase()
                  ? patterns.stream().allMatch(p -> p.isIn(text))
                  : hasAny(patterns, text));
        };
  }

  private static boolean hasAny(List<TextPattern> patterns, String text) {
    return patterns.stream().anyMatch(p -> p.isIn(text));
  }

  private static Stream<String> others(Token token, Synonyms synonyms) {
    return token.isPhrase()
        ? synonyms.of(token.wanted().stream().map(Wanted::text).collect(joining(" "))).stream()
        : token.wanted().stream().flatMap(w -> synonyms.of(w.text()).stream());
  }
}

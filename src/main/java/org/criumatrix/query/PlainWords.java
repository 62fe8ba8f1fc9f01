package org.criumatrix.query;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.criumatrix.query.Synonyms.Synonym;
import org.criumatrix.query.Term.Condition;
import org.criumatrix.query.Token.Wanted;

/** Words without a field, which are looked for everywhere. */
final class PlainWords {

  private static final Pattern PART_OF_ID = Pattern.compile("[\\[\\]=]");

  private PlainWords() {}

  static Condition of(Token token, Synonyms synonyms) {
    var patterns = Terms.patterns(token);
    var search = search(token, patterns);
    var synonym = synonym(token, synonyms);
    if (synonym.isEmpty()) {
      return search;
    }
    var meant = QueryParser.parse(synonym.get().query(), Synonyms.NONE);
    if (!synonym.get().isSearched()) {
      return meant::test;
    }
    return among -> search.among(among).or(meant.test(among));
  }

  /** The id of a cell has the names of all axes, so it is searched for parts of an id alone. */
  private static Condition search(Token token, List<TextPattern> patterns) {
    var isPartOfId = token.wanted().stream().anyMatch(w -> PART_OF_ID.matcher(w.text()).find());
    return among ->
        cell ->
            isFound(token, patterns, cell.searched())
                || isPartOfId && isFound(token, patterns, TextPattern.lower(cell.record().id()));
  }

  private static boolean isFound(Token token, List<TextPattern> patterns, String text) {
    return token.isPhrase()
        ? patterns.stream().allMatch(p -> p.isIn(text))
        : patterns.stream().anyMatch(p -> p.isIn(text));
  }

  /** Returns what the words of a term mean; those in quotes stand for themselves. */
  static Optional<Synonym> synonym(Token token, Synonyms synonyms) {
    if (token.wanted().stream().anyMatch(Wanted::isQuoted)
        || token.wanted().size() > 1 && !token.isPhrase()) {
      return Optional.empty();
    }
    return synonyms.of(token.wanted().stream().map(Wanted::text).collect(joining(" ")));
  }
}

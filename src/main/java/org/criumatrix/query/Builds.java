package org.criumatrix.query;

import java.util.List;
import java.util.function.Predicate;
import org.criumatrix.query.Term.Condition;
import org.criumatrix.query.Token.Wanted;

/** Terms about CRIU builds. */
final class Builds {

  private Builds() {}

  static Condition version(Token token, QueryField field) {
    var builds = builds(token);
    return among -> {
      var test = builds.among(among);
      return cell -> cell.texts(field).anyMatch(test);
    };
  }

  static Condition sibling(Token token, QueryField field) {
    var builds = builds(token);
    return among ->
        among.along(SiblingAxis.CRIU).have(Choices.verdict(field.name()), builds.among(among));
  }

  /** Which builds a term means, which can depend on those that were run. */
  private interface BuildTest {
    Predicate<String> among(QueryCells among);
  }

  private static BuildTest builds(Token token) {
    List<BuildTest> tests = token.wanted().stream().map(w -> build(token.operator(), w)).toList();
    return among -> Terms.any(tests.stream().map(t -> t.among(among)).toList());
  }

  private static BuildTest build(Operator operator, Wanted wanted) {
    var text = wanted.text();
    if (!wanted.isQuoted() && Versions.isWord(text)) {
      return among ->
          among.build(text).map(b -> test(operator, quoted(b, wanted))).orElse(build -> false);
    }
    if (operator.isOrder() && !Versions.isVersion(text)) {
      throw wanted.mistake("'%s' is no version; write numbers, as in 4.2.1".formatted(text));
    }
    var test = test(operator, wanted);
    return among -> test;
  }

  /** Returns the name of a build in place of a word that stands for it. */
  private static Wanted quoted(String build, Wanted word) {
    return new Wanted(build, word.at(), word.end(), true);
  }

  private static Predicate<String> test(Operator operator, Wanted wanted) {
    if (operator.isOrder()) {
      return b -> {
        var order = Versions.compareBuilds(b, wanted.text());
        return order.isPresent() && operator.holds(order.getAsInt());
      };
    }
    var pattern = Terms.pattern(wanted);
    return b -> pattern.matches(TextPattern.lower(b));
  }
}

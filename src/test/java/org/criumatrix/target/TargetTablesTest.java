package org.criumatrix.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The data files fit together. */
class TargetTablesTest {

  private static final Pattern KEY = Pattern.compile("\\{(\\w+)}");
  private static final Pattern GROUP = Pattern.compile("\\(\\?<(\\w+)>");

  @Test
  void everyKindHasAnswersAndEveryAnswerAKind() {
    var kinds = TargetLine.all().stream().map(TargetLine::kind).collect(Collectors.toSet());

    assertThat(AnswerLine.all().stream().map(AnswerLine::kind).collect(Collectors.toSet()))
        .isEqualTo(kinds);
  }

  @Test
  void everyValueThatALineUsesIsThere() {
    for (var line : TargetLine.all()) {
      var keys = GROUP.matcher(line.name().pattern()).results().map(m -> m.group(1));
      var known = keys.collect(Collectors.toSet());
      known.add("name");
      assertThat(KEY.matcher(line.ask()).results().map(m -> m.group(1)))
          .as(line.toString())
          .isSubsetOf(known);
      known.add("what");
      for (var answer : AnswerLine.all()) {
        if (answer.kind().equals(line.kind())) {
          assertThat(KEY.matcher(answer.look() + answer.text()).results().map(m -> m.group(1)))
              .filteredOn(key -> !key.matches("[0-9]+"))
              .as(answer.toString())
              .isSubsetOf(known);
        }
      }
    }
  }

  @Test
  void valuesNeverAddWords() {
    assertThat(Words.split("show {name} {x}", key -> "a b $1 {name}"))
        .containsExactly("show", "a b $1 {name}", "a b $1 {name}");
  }
}

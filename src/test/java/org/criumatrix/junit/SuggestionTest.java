package org.criumatrix.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.criumatrix.matrix.CaseId;
import org.junit.jupiter.api.Test;

class SuggestionTest {

  private static final List<CaseId> CASES =
      Stream.of("serial/simple-c", "serial/python", "network/epoll").map(CaseId::parse).toList();

  @Test
  void aRowGetsItsCases() {
    assertThat(Suggestion.of("serial/simple", CASES))
        .isEqualTo("the cases of serial are:\n  serial/python\n  serial/simple-c");
  }

  @Test
  void anUnknownNameGetsTheRows() {
    assertThat(Suggestion.of("nonsense", CASES)).isEqualTo("the rows are: network, serial");
  }

  @Test
  void aCaseGetsAHintAboutItsBrackets() {
    assertThat(Suggestion.of("serial/simple-c[criu=4.3,privilege=rot,*", CASES))
        .startsWith("there is the case, and none of its cells is as the brackets");
    assertThat(Suggestion.of("serial/simple[criu=4.3,*", CASES))
        .startsWith("the cases of serial are:");
  }

  @Test
  void exclusionsNameNoRow() {
    assertThat(Suggestion.of("!serial/*", CASES)).isEqualTo("the rows are: network, serial");
  }
}

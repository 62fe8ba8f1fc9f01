package org.criumatrix.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandWordsTest {

  @Test
  void quotesAreThoseOfAShell() {
    assertThat(CommandWords.of("sh -c 'a \"b\" $c' \"d e\" f\\ g ''"))
        .containsExactly("sh", "-c", "a \"b\" $c", "d e", "f g", "");
  }

  @Test
  void theHalfWordOfALineThatWasCutIsLeftOut() {
    assertThat(CommandWords.of("criu dump --tr…")).containsExactly("criu", "dump");
  }
}

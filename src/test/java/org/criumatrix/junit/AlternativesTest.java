package org.criumatrix.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.criumatrix.junit.Alternatives.Choice;
import org.junit.jupiter.api.Test;

class AlternativesTest {

  @Test
  void aPlainNameIsItselfAndHasNoWords() {
    assertThat(Alternatives.of("simple-c")).containsExactly(new Choice("simple-c", List.of()));
  }

  @Test
  void everyWordMeetsEveryOtherAndTheOrderIsThatOfTheBraces() {
    assertThat(Alternatives.of("{tcp,udp}-moved-{client,server}"))
        .containsExactly(
            new Choice("tcp-moved-client", List.of("tcp", "client")),
            new Choice("tcp-moved-server", List.of("tcp", "server")),
            new Choice("udp-moved-client", List.of("udp", "client")),
            new Choice("udp-moved-server", List.of("udp", "server")));
  }

  @Test
  void whatIsBehindTheLastBraceStays() {
    assertThat(Alternatives.of("unix-{stream,dgram}-one-tree"))
        .extracting(Choice::name)
        .containsExactly("unix-stream-one-tree", "unix-dgram-one-tree");
  }

  @Test
  void aBraceThatIsNotClosedIsNoName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Alternatives.of("{tcp,udp-moved"))
        .withMessage("'{' without '}' in the glob '{tcp,udp-moved'");
  }
}

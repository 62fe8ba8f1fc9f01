package org.criumatrix.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedTest {

  private final List<String> made = new ArrayList<>();
  private final List<String> ended = new ArrayList<>();
  private final Shared<String, String> things = new Shared<>(ended::add);

  private String borrow(String key) {
    return things.borrow(
        key,
        () -> {
          made.add(key);
          return key + made.size();
        });
  }

  @Test
  void theSameIsForAllWhoAskForIt() {
    assertThat(borrow("a")).isSameAs(borrow("a")).isNotEqualTo(borrow("b"));
    assertThat(made).containsExactly("a", "b");
  }

  @Test
  void itEndsWithTheLastAndIsMadeAnewAfterThat() {
    borrow("a");
    borrow("a");
    things.giveBack("a");
    assertThat(ended).isEmpty();
    things.giveBack("a");
    assertThat(ended).containsExactly("a1");

    assertThat(borrow("a")).isEqualTo("a2");
  }

  @Test
  void whatCouldNotBeMadeIsTriedAgain() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                things.borrow(
                    "a",
                    () -> {
                      throw new IllegalStateException("not now");
                    }));

    assertThat(borrow("a")).isEqualTo("a1");
  }
}

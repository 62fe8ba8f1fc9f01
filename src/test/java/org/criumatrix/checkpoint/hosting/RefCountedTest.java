package org.criumatrix.checkpoint.hosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefCountedTest {

  private final List<String> made = new ArrayList<>();
  private final List<String> ended = new ArrayList<>();
  private final List<String> bad = new ArrayList<>();
  private final RefCounted<String, String> things =
      new RefCounted<>(t -> !bad.contains(t), ended::add);

  private String borrow(String key) {
    return things.borrow(
        key,
        () -> {
          made.add(key);
          return key + made.size();
        });
  }

  @Test
  void allUsersOfAKeyGetTheSameThing() {
    assertThat(borrow("a")).isSameAs(borrow("a")).isNotEqualTo(borrow("b"));
    assertThat(made).containsExactly("a", "b");
  }

  @Test
  void theLastUserClosesAThingAndTheNextGetsANewOne() {
    var thing = borrow("a");
    borrow("a");
    things.giveBack(thing);
    assertThat(ended).isEmpty();
    things.giveBack(thing);
    assertThat(ended).containsExactly("a1");

    assertThat(borrow("a")).isEqualTo("a2");
  }

  /** An engine died: containers of it stay usable, and the next caller gets a new engine. */
  @Test
  void anUnusableThingIsReplacedAndClosedByItsLastUser() {
    var old = borrow("a");
    borrow("a");
    bad.add(old);
    var next = borrow("a");
    assertThat(next).isEqualTo("a2").isSameAs(borrow("a"));

    things.giveBack(old);
    assertThat(ended).isEmpty();
    things.giveBack(old);
    assertThat(ended).containsExactly("a1");
    assertThat(borrow("a")).isSameAs(next);
  }

  @Test
  void aFailedMakerIsCalledAgain() {
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

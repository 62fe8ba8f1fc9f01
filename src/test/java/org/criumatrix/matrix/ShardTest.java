package org.criumatrix.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {

  private static final List<String> CELLS =
      IntStream.range(0, 2000).mapToObj(i -> "row/case-" + i + "[criu=4.3,host=local]").toList();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 100})
  void everyCellIsInExactlyOneOfAllShards(int of) {
    var shards = IntStream.rangeClosed(1, of).mapToObj(n -> new Shard(n, of)).toList();

    assertThat(CELLS).allMatch(c -> shards.stream().filter(s -> s.has(c)).count() == 1);
  }

  @Test
  void shardsAreOfAboutTheSameSize() {
    var shards = IntStream.rangeClosed(1, 8).mapToObj(n -> new Shard(n, 8)).toList();

    assertThat(shards)
        .allSatisfy(s -> assertThat(CELLS.stream().filter(s::has).count()).isBetween(200L, 300L));
  }

  /** {@code printf %s "$ID" | sha256sum} prints a sum that begins with 8510d5eb. */
  @Test
  void whichShardACellIsInCanBeComputedByAnybody() {
    var cell = "serial/java[criu=4.3,privilege=root,runtime=none,host=local]";

    assertThat(new Shard((int) (0x8510d5ebL % 8) + 1, 8).has(cell)).isTrue();
    assertThat(new Shard((int) (0x8510d5ebL % 3) + 1, 3).has(cell)).isTrue();
    assertThat(Shard.ALL.has(cell)).isTrue();
  }

  @Test
  void isReadAsItIsWritten() {
    assertThat(Shard.parse(" 3/8 ")).isEqualTo(new Shard(3, 8)).hasToString("3/8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "3/8/9", "3-8", "-1/8", "/8", "x/8", ""})
  void whatIsNoShardIsNamed(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Shard.parse(text))
        .withMessage("a shard is written 3/8, the third of eight, not '%s'", text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0/8", "9/8", "0/0"})
  void countsFromOne(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Shard.parse(text))
        .withMessageStartingWith("there is no shard");
  }
}

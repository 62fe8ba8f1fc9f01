package org.criumatrix.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "criu                | criu",
        "/usr/bin/a-b_c.d    | /usr/bin/a-b_c.d",
        "--mode=a,b:c@d+e%f  | --mode=a,b:c@d+e%f",
        "``                  | ''",
        "two words           | 'two words'",
        "it's                | 'it'\\''s'",
        "$(x)                | '$(x)'",
        "~                   | '~'",
        "a*                  | 'a*'",
        "#                   | '#'",
      })
  void quotesWhatAShellWouldReadOtherwise(String word, String quoted) {
    assertThat(Shell.quote(word)).isEqualTo(quoted);
  }

  @Test
  void aShellReadsTheSameWordsBack() {
    var words = List.of("", "a b", "'", "''\\''", "\"$HOME\"", "`x`", "\n\n", "!", "é;&|<>", "\\");
    var script = "printf '%s|' " + Shell.quote(words);
    var read = LocalCommand.run(Duration.ofSeconds(5), Map.of(), List.of("sh", "-c", script));

    assertThat(read.stdout()).isEqualTo(String.join("|", words) + "|");
  }

  /** Words with any characters: argv takes all except NUL. */
  @Test
  void noWordIsReadOtherwiseThanItIs() {
    var random = new SplittableRandom(1);
    var words =
        IntStream.range(0, 600)
            .mapToObj(i -> random.ints(random.nextInt(20), 1, 0x3000).toArray())
            .map(points -> new String(points, 0, points.length))
            .collect(Collectors.toCollection(ArrayList::new));
    IntStream.range(1, 0x100).mapToObj(Character::toString).forEach(words::add);
    for (var nasty :
        List.of("$(x)", "'", "\\", "\n", "${x}", "`", "!", "\ud83d\ude00", "-e", "a\\")) {
      words.addAll(List.of(nasty, nasty.repeat(3), "'" + nasty, nasty + "'", " " + nasty + " "));
    }
    // The shell prints each word as bytes, and an end that no word has.
    var script = "printf '%s\\000' " + Shell.quote(words);
    var read = LocalCommand.run(Duration.ofSeconds(20), Map.of(), List.of("sh", "-c", script));

    assertThat(read.stderr()).isEmpty();
    assertThat(read.stdout().split("\0", -1)).containsExactlyElementsOf(withEnd(words));
  }

  private static List<String> withEnd(List<String> words) {
    return Stream.concat(words.stream(), Stream.of("")).toList();
  }
}

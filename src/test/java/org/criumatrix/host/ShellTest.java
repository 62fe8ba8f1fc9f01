package org.criumatrix.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
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
}

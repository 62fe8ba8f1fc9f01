package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaintTest {

  private static final String RESET = "\u001b[0m";

  @Test
  void coloursATextAndResetsTheTerminal() {
    assertThat(new Paint(true).verdict("works", "9 of 16"))
        .startsWith("\u001b[32m9 of 16")
        .endsWith(RESET);
    assertThat(new Paint(true).loud("differs"))
        .startsWith("\u001b[1m\u001b[31mdiffers")
        .endsWith(RESET);
    assertThat(new Paint(false).loud("differs")).isEqualTo("differs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"@|red x|@", "100%s ${sys:user.name}", "@|bold", "|@", "a@b"})
  void readsNoMarkupInTexts(String text) {
    assertThat(new Paint(false).bold(text)).isEqualTo(text);
    assertThat(new Paint(true).bold(text)).startsWith("\u001b[1m" + text + "\u001b");
  }

  @Test
  void leavesBlanksAlone() {
    assertThat(new Paint(true).bold("  ")).isEqualTo("  ");
  }
}

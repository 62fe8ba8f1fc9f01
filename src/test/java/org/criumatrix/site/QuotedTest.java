package org.criumatrix.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuotedTest {

  @Test
  void aPlainWordStaysAsItIs() {
    assertThat(Quoted.word("--ghost-limit=64M")).isEqualTo("--ghost-limit=64M");
  }

  @Test
  void whatAShellReadsIsQuoted() {
    assertThat(Quoted.word("x; rm -rf ~")).isEqualTo("'x; rm -rf ~'");
    assertThat(Quoted.word("it's")).isEqualTo("'it'\\''s'");
    assertThat(Quoted.word("a\nb")).isEqualTo("'a\nb'");
    assertThat(Quoted.word("")).isEqualTo("''");
  }

  @Test
  void ofAnOptionOnlyItsValueIs() {
    assertThat(Quoted.options(List.of("--external=veth[eth0]:NAME@BRIDGE", "--x=$(id)", "$(id)")))
        .containsExactly("--external='veth[eth0]:NAME@BRIDGE'", "--x='$(id)'", "'$(id)'");
  }
}

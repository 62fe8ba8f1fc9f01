package org.criumatrix.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CauseIdTest {

  @Test
  void hasTheFirstWordsAndAPartOfTheChecksum() {
    assertThat(CauseId.of("Linux 6.13 put a mapping [vvar_vclock] between [vvar] and [vdso]"))
        .matches("linux-6-13-put-a-mapping-vvar-vclock-between-[0-9a-f]{4}");
    assertThat(CauseId.of("(none)")).matches("none-[0-9a-f]{4}");
    assertThat(CauseId.of("…")).matches("[0-9a-f]{4}");
    assertThat(CauseId.longOf("…")).matches("[0-9a-f]{64}");
  }

  @Test
  void differsWithTheText() {
    assertThat(CauseId.of("a b")).isEqualTo(CauseId.of("a b")).isNotEqualTo(CauseId.of("a-b"));
  }

  @Test
  void aLongWordIsCut() {
    assertThat(CauseId.of("x".repeat(100))).matches("x{48}-[0-9a-f]{4}");
  }
}

package org.criumatrix.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RemedyTest {

  @Test
  void hasOptionsAtItsBeginningAndItsCaseAtItsEnd() {
    var remedy = Remedy.of("--link-remap --ghost-limit=SIZE, or a larger disk (open-files/a-b)");

    assertThat(remedy.options()).containsExactly("--link-remap", "--ghost-limit=SIZE");
    assertThat(remedy.text()).isEqualTo("--link-remap --ghost-limit=SIZE, or a larger disk");
    assertThat(remedy.provenBy()).isEqualTo("open-files/a-b");
    assertThat(remedy.isKnown()).isTrue();
  }

  @Test
  void mayBeWordsAlone() {
    var remedy = Remedy.of("start the job in an IPC namespace (unshare --ipc)");

    assertThat(remedy.options()).isEmpty();
    assertThat(remedy.provenBy()).isEmpty();
    assertThat(remedy.text()).endsWith("(unshare --ipc)");
  }

  @Test
  void isDescribedAsItWasWritten() {
    for (var field : List.of("--link-remap (open-files/a-b)", "a link", "none known", "")) {
      assertThat(Remedy.of(field).describe()).isEqualTo(field);
    }
  }

  @Test
  void mayBeUnknown() {
    assertThat(Remedy.of("none known").isKnown()).isFalse();
    assertThat(Remedy.of("none known").text()).isEqualTo("none known");
    assertThat(Remedy.of(" ")).isEqualTo(new Remedy("", List.of(), ""));
    assertThat(Remedy.of("").isKnown()).isFalse();
  }
}

package org.criumatrix.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Each action of CRIU gets the options that it knows. */
class WaysTest {

  private static final List<String> WAY =
      List.of("--shell-job", "--ghost-limit=3M", "--link-remap");

  @Test
  void anActionGetsItsOwnOptions() {
    assertThat(Ways.of("dump", WAY)).containsExactlyElementsOf(WAY);
    assertThat(Ways.of("restore", WAY)).containsExactly("--shell-job");
  }

  @Test
  void anOptionThatTheSuiteDoesNotKnowIsForBoth() {
    assertThat(Ways.of("restore", List.of("--evasive-devices", "--external=mnt[/data]:data")))
        .contains("--evasive-devices");
  }

  @Test
  void aNameHasNoValue() {
    assertThat(Ways.name("--ghost-limit=3M")).isEqualTo("--ghost-limit");
    assertThat(Ways.name("--external=mnt[a]=b")).isEqualTo("--external");
    assertThat(Ways.name("--shell-job")).isEqualTo("--shell-job");
  }

  @Test
  void smallerWaysLackOneOptionEach() {
    assertThat(Ways.withoutOne(WAY))
        .containsExactly(
            List.of("--ghost-limit=3M", "--link-remap"),
            List.of("--shell-job", "--link-remap"),
            List.of("--shell-job", "--ghost-limit=3M"));
    assertThat(Ways.withoutOne(List.of())).isEmpty();
  }

  @Test
  void theOrderOfOptionsDoesNotMatter() {
    assertThat(Ways.sorted(List.of("--b", "--a"))).isEqualTo(Ways.sorted(List.of("--a", "--b")));
  }
}

package org.criumatrix.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.criumatrix.verdict.Outcome;
import org.criumatrix.verdict.Verdict;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine whose hypervisor ignores hardware breakpoints, simulated on any machine. */
class MaskedBreakpointsTest {

  private static final String NEEDS_BREAKPOINTS =
      """
      #!/bin/sh
      case $LD_PRELOAD in *no-breakpoints.so) masked=yes ;; esac
      [ -z "$masked" ] || [ "$CRIU_FAULT" = 130 ] || exit 1
      """;

  private static final String KNOWS_OF_THEM =
      """
      #!/bin/sh
      case "$*" in *4194303*) echo "no process 4194303" >&2; exit 1 ;; esac
      echo "Error (x.c:1): preloaded ${LD_PRELOAD##*/}" >&2
      case "$*" in *images0*) exit 1 ;; esac
      """;

  @TempDir private Path folder;
  @AutoClose private TestRigs rigs;

  @BeforeEach
  void build() {
    rigs = new TestRigs(folder, TestRigs.SHORT, false, "preload/no-breakpoints.so");
    rigs.maskBreakpoints();
  }

  private Outcome play(String criu) {
    rigs.criuIs(criu);
    return rigs.play(rig -> rig.dump(rig.start("simple-c")));
  }

  @Test
  void aCriuThatCannotDoWithoutIsUnavailable() {
    var outcome = play(NEEDS_BREAKPOINTS);

    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.UNAVAILABLE);
    assertThat(outcome.error()).contains("ignores hardware breakpoints");
  }

  @Test
  void anyOtherIsCalledWithTheMask() {
    var outcome = play(KNOWS_OF_THEM);

    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.FAILS);
    assertThat(outcome.error()).contains("preloaded no-breakpoints.so");
  }
}

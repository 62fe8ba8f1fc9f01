package org.criumatrix.criu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class CriuStatsTest {

  /** Written by CRIU 4.3 of a dump and a restore of a small static program. */
  private static final byte[] DUMP =
      HexFormat.of()
          .parseHex(
              "405910550633095720000000"
                  + "0a1e087b10df3d18fb0220212814300038"
                  + "0d40004800500458046000680070"
                  + "00");

  private static final byte[] RESTORE =
      HexFormat.of().parseHex("40591055063309570d000000120b080010001801" + "20fc2328" + "0d");

  @Test
  void readsADump() {
    assertThat(CriuStats.read(DUMP))
        .containsEntry("freezing_time", 123L)
        .containsEntry("frozen_time", 7903L)
        .containsEntry("memdump_time", 379L)
        .containsEntry("memwrite_time", 33L)
        .containsEntry("pages_scanned", 20L)
        .containsEntry("pages_written", 13L)
        .containsEntry("page_pipe_bufs", 4L)
        .hasSize(14);
  }

  @Test
  void readsARestore() {
    assertThat(CriuStats.read(RESTORE))
        .containsEntry("forking_time", 1L)
        .containsEntry("restore_time", 4604L)
        .containsEntry("pages_restored", 13L)
        .hasSize(5);
  }

  @Test
  void keepsAFieldThatItDoesNotKnow() {
    var newer = RESTORE.clone();
    newer[23] = 0x30; // the tag of field 6 in the place of field 5's

    assertThat(CriuStats.read(newer)).containsEntry("field_6", 13L);
  }

  @Test
  void refusesWhatIsNoWholeStatistics() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CriuStats.read(new byte[20]))
        .withMessage("not a statistics image of CRIU");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CriuStats.read(Arrays.copyOf(DUMP, 20)))
        .withMessage("a statistics image that was cut off");
  }
}

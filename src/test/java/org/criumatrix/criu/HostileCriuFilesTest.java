package org.criumatrix.criu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.criumatrix.testing.Hostile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** CRIU may write anything: logs are read, and statistics are read or rejected. */
class HostileCriuFilesTest {

  private static final String LOG =
      "(00.000001) Version: 4.3 (gitid 0)\n"
          + "(00.012345)  12345: Error (criu/files-reg.c:2): Can't open a\n"
          + "(00.02) pie: 42: Error (criu/pie/restorer.c:9): prctl failed\n"
          + "Error (criu/tty.c:1878): tty: Found dangling tty\n"
          + "(00.002813) Error (criu/cr-dump.c:2111): Dumping FAILED.\n";
  private static final String DUMP =
      "4059105506330957200000000a1e087b10df3d18fb022021281430003"
          + "80d4000480050045804600068007000";
  private static final String RESTORE = "40591055063309570d000000120b08001000180120fc23280d";

  @Test
  void anyLogHasACause() {
    Hostile.texts(
        List.of(LOG, ""),
        input -> {
          var log = CriuLog.parse(input.lines().toList());
          assertThat(log.cause()).isNotBlank();
          log.firstRelevantError().ifPresent(error -> assertThat(log.allErrors()).contains(error));
        });
  }

  @Test
  @Timeout(10)
  void aLogOfOneLineIsReadInNoTime() {
    for (var part : List.of("Error (criu/a/", "Unable to detach from ", "(00.1) ", "12: ")) {
      var line = "Error (criu/a.c:1): " + part.repeat(20_000);
      assertThat(CriuLog.parse(List.of(line, part.repeat(20_000))).cause()).isNotBlank();
    }
  }

  @Test
  void statisticsAreReadOrRefused() {
    Hostile.bytes(
        List.of(HexFormat.of().parseHex(DUMP), HexFormat.of().parseHex(RESTORE)),
        input -> {
          try {
            assertThat(CriuStats.read(input)).doesNotContainKey("").doesNotContainValue(null);
          } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).contains("statistics image");
          }
        });
  }
}

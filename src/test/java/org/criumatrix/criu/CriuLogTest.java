package org.criumatrix.criu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CriuLogTest {

  private static final String RLIMIT =
      "(00.030097) Error (criu/util.c:1533): rlimit: Can't setup RLIMIT_NOFILE for self: Operation"
          + " not permitted";

  @Test
  void theFirstErrorIsTheCauseAndNotTheOnesThatFollowFromIt() {
    var log =
        CriuLog.parse(
            List.of(
                "(00.000001) Version: 3.17.1 (gitid 0)",
                "(00.017659) Error (criu/vdso.c:381): vdso: Unexpected rt vDSO area bounds",
                "(00.017660) Error (criu/vdso.c:613): vdso: Failed to fill self vdso symtable",
                "(00.017690) Error (criu/crtools.c:260): Could not initialize kernel features"));

    assertThat(log.firstRelevantError()).contains("vdso.c: vdso: Unexpected rt vDSO area bounds");
    assertThat(log.cause()).isEqualTo("vdso.c: vdso: Unexpected rt vDSO area bounds");
    assertThat(log.allErrors()).hasSize(3);
  }

  @Test
  void aHarmlessErrorIsPassedOver() {
    var log =
        CriuLog.parse(
            List.of(
                RLIMIT,
                "(00.002810) Error (compel/src/lib/infect.c:418): Unable to detach from 9: No such"
                    + " process",
                "(00.002813) Error (criu/cr-dump.c:2111): Dumping FAILED."));

    assertThat(log.firstRelevantError())
        .contains("infect.c: Unable to detach from 9: No such process");
  }

  @Test
  void aDumpThatSaysNothingButThatItFailedIsKnownByWhatItDidLast() {
    var log =
        CriuLog.parse(
            List.of(
                RLIMIT,
                "(00.002) Warn  (criu/kerndat.c:1): memfd is not supported",
                "(00.003) Error (criu/cr-dump.c:2111): Dumping FAILED.",
                ""));

    assertThat(log.firstRelevantError()).isEmpty();
    assertThat(log.cause())
        .isEqualTo(
            "no error line; the log ends with: Warn  (criu/kerndat.c:1): memfd is not supported");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(00.012345)  12345: Error (criu/files-reg.c:2): Can't open a | files-reg.c: Can't open a",
        "(00.02) pie: 42: Error (criu/pie/restorer.c:9): prctl failed | restorer.c: prctl failed",
        "Error (criu/tty.c:1878): tty: Found dangling tty             | tty.c: tty: Found dangling tty",
        "(123.45678 Error (criu/a.c:1): late                          | a.c: late",
      })
  void everyKindOfErrorLineIsRead(String line, String expected) {
    assertThat(CriuLog.parse(List.of(line)).firstRelevantError()).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "(00.1) Dumping task (pid: 9),Dumping task (pid: 9)",
    "(00.1)    77: Restoring fd,Restoring fd"
  })
  void aKilledCriuIsKnownByItsLastLine(String line, String lastWords) {
    assertThat(CriuLog.parse(List.of("(00.0) first", line)).cause())
        .isEqualTo("no error line; the log ends with: " + lastWords);
  }

  @Test
  void readsAMissingLogAndOddBytes(@TempDir Path folder) throws Exception {
    var odd = folder.resolve("odd.log");
    Files.write(odd, "Error (criu/a.c:1): file \u00e9".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(CriuLog.read(folder.resolve("none.log")).cause())
        .isEqualTo("no error line; the log is empty");
    assertThat(CriuLog.read(odd).cause()).isEqualTo("a.c: file \ufffd");
  }
}

package org.criumatrix.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * contrib/htcondor: a CRIU that is killed during a dump can harm the program. What the program then
 * fails with is not its answer. The row operations shows such harm with the real CRIU.
 */
class CriuJobHarmedTest extends PlayedJob {

  private static final String ONCE = "[ \"$(wc -l <\"$NOTES/starts\")\" -gt 1 ] || ";

  private static String askingOnce(String signal) {
    return PROGRAM.replace("stop=", ONCE + "kill -%s ${WRAPPER:-$PPID}\nstop=".formatted(signal));
  }

  /** CRIU's rules in the firewall, or the repair mode of a socket, make it fail later. */
  @Test
  void aProgramThatFailsAfterAKilledCriuBeginsAnew() throws IOException {
    dumps("spoil");
    var fails =
        "[ ! -e \"$NOTES/spoilt\" ] || { rm \"$NOTES/spoilt\"; sleep 0.5; exit 1; }\n  step=$((";
    executable(
        sandbox.resolve("program"),
        askingOnce("USR2").replace("step=$((step + 1", fails + "step + 1"));
    var result = start("--every", "600");

    assertThat(result.stderr())
        .contains(
            "the program ended with 1 after criu dump was killed by signal 9; without a checkpoint it begins anew");
    assertThat(startsOfTheProgram()).hasSize(2);
    endsWithTheAnswer(result);
  }

  /** What the program does after it began anew is its own. */
  @Test
  void aFailureOfItsOwnIsReportedAfterItBeganAnew() throws IOException {
    dumps("spoil");
    var fails =
        "[ ! -e \"$NOTES/spoilt\" ] || { rm \"$NOTES/spoilt\"; sleep 0.5; exit 1; }\n  step=$((";
    executable(
        sandbox.resolve("program"),
        askingOnce("USR2").replace("step=$((step + 1", fails + "step + 1"));
    var result = start(Map.of("CODE", "3"), "--every", "600");

    assertThat(result.exit()).as(result.stderr()).isEqualTo(3);
    assertThat(startsOfTheProgram()).hasSize(2);
  }

  @Test
  void aProgramThatEndsWellAfterAKilledCriuHasEnded() throws IOException {
    dumps("die");
    executable(sandbox.resolve("program"), askingOnce("USR2"));
    endsWithTheAnswer(start("--every", "600"));

    assertThat(startsOfTheProgram()).hasSize(1);
  }

  /** SIGPIPE reaches a program whose memory CRIU was reading. */
  @Test
  void aJobThatLeavesIsNotForgottenBecauseAKilledCriuEndedItsProgram() throws IOException {
    dumps("", "pipe");
    executable(
        sandbox.resolve("program"),
        PROGRAM.replace("stop=", "[ $step = 0 ] || kill -TERM ${WRAPPER:-$PPID}\nstop="));
    assertThat(startAndCheckpoint().exit()).isEqualTo(85);
    var stopped = start("--every", "600");

    assertThat(stopped.exit()).as(stopped.stderr()).isEqualTo(85);
    assertThat(checkpoint()).isRegularFile();
  }

  /** CRIU locks connections in the firewall, and a killed one leaves them locked. */
  @Test
  void aProgramWithAConnectionIsNotWholeAfterAKilledCriu() throws IOException {
    dumps("die");
    var connects = "exec 9<>/dev/tcp/127.0.0.1/$PORT\nstop=";
    executable(sandbox.resolve("program"), askingOnce("USR2").replace("stop=", connects));
    try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      endsWithTheAnswer(start(Map.of("PORT", "" + server.getLocalPort()), "--every", "600"));
    }

    assertThat(startsOfTheProgram()).hasSize(2);
  }
}

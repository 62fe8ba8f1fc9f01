package org.criumatrix.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.criumatrix.testing.NativeBuild;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zeroturnaround.exec.ProcessExecutor;
import org.zeroturnaround.exec.ProcessResult;

/** native/rpc/criu-call, which talks to a CRIU that a script plays. */
@Timeout(60)
class CriuCallTest {

  /** Type 2 is a restore, field 2 is success, field 4 the PID 300, field 7 an error. */
  private static final String RESTORED = "0802 1001 2203 08ac02".replace(" ", "");

  private static final String FAILED = "0802 1000 382d".replace(" ", "");

  /** Type 6 is a notification, field 5 its script, {@code post-dump}. */
  private static final String NOTIFY = "0806 1001 2a0b 0a09 706f73742d64756d70".replace(" ", "");

  private static Path client;

  @TempDir Path folder;

  @BeforeAll
  static void build() {
    client = NativeBuild.with("rpc/criu-call").resolve("rpc/criu-call");
  }

  @Test
  void succeedsWithTheResponseAndThePid() throws Exception {
    var result = call("send('%s')".formatted(RESTORED), "--pid-file", folder + "/pid");

    assertThat(result.getExitValue()).isZero();
    assertThat(result.outputUTF8()).isEqualTo("request 0801\n" + RESTORED + "\n");
    assertThat(folder.resolve("pid")).hasContent("300");
  }

  @Test
  void failsWithAFailure() throws Exception {
    var result = call("send('%s')".formatted(FAILED), "--pid-file", folder + "/pid");

    assertThat(result.getExitValue()).isEqualTo(1);
    assertThat(result.outputUTF8()).contains("CRIU reports failure, error 45");
    assertThat(folder.resolve("pid")).doesNotExist();
  }

  @Test
  void failsIfCriuDoesAfterItsResponse() throws Exception {
    assertThat(call("send('%s'); sys.exit(3)".formatted(RESTORED)).getExitValue()).isEqualTo(3);
  }

  @Test
  void failsWithoutAResponse() throws Exception {
    var result = call("pass");

    assertThat(result.getExitValue()).isEqualTo(1);
    assertThat(result.outputUTF8()).contains("CRIU ended without a response");
  }

  @Test
  void endsByTheSignalThatEndsCriu() throws Exception {
    var result = call("os.kill(os.getpid(), 9)");

    assertThat(result.getExitValue()).isEqualTo(128 + 9);
  }

  @Test
  void answersANotificationWithTheEndOfTheScript() throws Exception {
    var script = "test $CRTOOLS_SCRIPT_ACTION = post-dump && test $CRTOOLS_IMAGE_DIR = " + folder;
    var talk = "send('%s'); print(receive(), flush=True); send('%s')".formatted(NOTIFY, RESTORED);
    var good = call(talk, "--open", "201=" + folder, "--script", script);
    var bad = call(talk, "--open", "201=" + folder, "--script", "exit 7");

    assertThat(good.outputUTF8()).contains("\n08061801\n");
    assertThat(bad.outputUTF8()).contains("\n08061800\n");
  }

  @Test
  void givesCriuTheFolderUnderItsNumber() throws Exception {
    var look = "print(os.readlink('/proc/%d/fd/201' % os.getppid()), flush=True)";
    var result = call(look + "; send('%s')".formatted(RESTORED), "--open", "201=" + folder);

    assertThat(result.outputUTF8()).contains("\n" + folder.toRealPath() + "\n");
  }

  @Test
  void aFolderThatIsNotThereIsNoFailureOfCriu() throws Exception {
    assertThat(call("pass", "--open", "201=/no/such").getExitValue()).isEqualTo(125);
  }

  private ProcessResult call(String talk, String... options) throws Exception {
    var argv = new ArrayList<>(List.of(client.toString()));
    argv.addAll(List.of(options));
    argv.addAll(List.of("0801", "swrk", criu(talk).toString()));
    // A shell names the signal by its exit code.
    argv.addAll(0, List.of("sh", "-c", "\"$@\"; exit $?", "sh"));
    return new ProcessExecutor(argv)
        .readOutput(true)
        .redirectErrorStream(true)
        .timeout(30, TimeUnit.SECONDS)
        .execute();
  }

  private Path criu(String talk) throws IOException {
    var file =
        Files.writeString(
            folder.resolve("criu"),
            """
            #!/usr/bin/env python3
            import os, socket, sys
            assert sys.argv[1] == 'swrk'
            channel = socket.socket(fileno=int(sys.argv[2]))
            def send(text): channel.send(bytes.fromhex(text))
            def receive(): return channel.recv(65536).hex()
            print('request', receive(), flush=True)
            %s
            """
                .formatted(talk));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file;
  }
}

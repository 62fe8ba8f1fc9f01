package org.criumatrix.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exit codes, and processes that end while they are read. */
class EndsInventoryTest {

  @TempDir private Path folder;

  @Test
  void helpShowsTheExitCodes() {
    var help = Inspected.with("--help");

    assertThat(help.exit()).isZero();
    assertThat(help.stdout()).startsWith("usage: inventory").contains("6  it is a zombie");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "0", "-1", "1 2", "--nonsense 1", "99999999999999999999"})
  void wrongWordsAreRefused(String words) {
    var refused = Inspected.with(words.isEmpty() ? new String[0] : words.split(" "));

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.stdout()).isEmpty();
    assertThat(refused.stderr()).startsWith("inventory: ").contains("usage:");
  }

  @Test
  void aProcessThatIsNotThereHasNoInventory() {
    var none = Inspected.python(folder, "look(2**22 + 1)");

    assertThat(none.exit()).isEqualTo(3);
    assertThat(none.stdout()).isEmpty();
    assertThat(none.stderr()).isEqualTo("inventory: process 4194305 does not exist\n");
  }

  @Test
  void aThreadIsNoProcess() {
    var thread =
        Inspected.python(
            folder,
            """
            other = threading.Thread(target=lambda: time.sleep(60), daemon=True)
            other.start()
            look(other.native_id)
            """);

    assertThat(thread.exit()).isEqualTo(3);
    assertThat(thread.stderr()).contains("the number is that of a thread");
  }

  @Test
  void aZombieIsOne() {
    var zombie =
        Inspected.python(
            folder,
            """
            child = os.fork()
            if child == 0:
                os._exit(0)
            os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
            look(child)
            """);

    assertThat(zombie.exit()).isEqualTo(6);
    assertThat(zombie.stderr()).contains("is a zombie");
  }

  @Test
  void aZombieInATreeIsListed() {
    var tree =
        Inspected.python(
            folder,
            """
            child = os.fork()
            if child == 0:
                os._exit(0)
            os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
            """);

    assertThat(tree.json().path("processes").path(1).path("state").asText()).isEqualTo("Z");
    // Only root may follow map_files.
    assertThat(Inspected.elements(tree.json().path("unknown")).map(u -> u.path("file").asText()))
        .allMatch("map_files"::equals);
  }

  @Test
  void aKernelThreadIsOne() throws IOException {
    var second = Path.of("/proc/2/comm");
    assumeTrue(
        Files.exists(second) && Files.readString(second).equals("kthreadd\n"),
        "a PID namespace has no kernel threads");
    var kernel = Inspected.with("2");

    assertThat(kernel.exit()).isEqualTo(5);
    assertThat(kernel.stderr()).isEqualTo("inventory: process 2 is a kernel thread\n");
  }

  @Test
  void theFirstProcessAndTheInventoryItselfHaveOne() {
    assertThat(Inspected.with("--summary", "1").json().path("pid").asInt()).isEqualTo(1);
    var itself =
        Inspected.python(
            folder,
            """
            os.execv("/bin/sh", ["sh", "-c", 'exec "$0" $$', sys.argv[1]])  # look()
            """);
    assertThat(itself.process().path("name").asText()).isEqualTo("inventory");
  }

  @Test
  void aSummaryHasNumbersOnly() {
    var seen = Inspected.python(folder, "look(os.getpid(), '--summary')");

    var process = seen.process();
    assertThat(process.has("descriptors")).isFalse();
    assertThat(process.has("mappings")).isFalse();
    assertThat(process.path("summary").path("mappings").path("stack").path("count").asInt())
        .isEqualTo(1);
  }

  /** Each inventory is whole, or there is none and the code says why. */
  @Test
  void processesThatEndMeanwhileDoNoHarm() {
    var seen =
        Inspected.python(
            folder,
            """
            import json
            codes = set()
            for number in range(20):
                child = os.fork()
                if child == 0:
                    for _ in range(30):
                        grandchild = os.fork()
                        if grandchild == 0:
                            os._exit(0)
                        os.waitpid(grandchild, 0)
                    os._exit(0)
                time.sleep(number / 7000)
                done = subprocess.run([sys.argv[1], str(child)], capture_output=True)
                codes.add(done.returncode)
                if done.returncode == 0:
                    json.loads(done.stdout)
                elif done.stdout or not done.stderr:
                    raise SystemExit("code %d" % done.returncode)
                os.waitpid(child, 0)
            print(sorted(codes))  # look()
            """);

    assertThat(seen.exit()).as(seen.stderr()).isZero();
    assertThat(seen.stdout().replaceAll("[\\[\\], \n]", ""))
        .containsOnlyDigits()
        .doesNotContain("1", "2");
  }
}

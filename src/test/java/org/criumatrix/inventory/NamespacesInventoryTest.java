package org.criumatrix.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.criumatrix.host.LocalCommand;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamespacesInventoryTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final List<String> APART = List.of("unshare", "-Urnm");

  /** Looks at a program that a shell starts in namespaces of its own. */
  private static Inspected lookAt(boolean ordinary, String script) {
    var way = ordinary ? Inspected.anotherAccount() : List.<String>of();
    var trial = new ArrayList<>(way);
    trial.addAll(APART);
    trial.add("true");
    assumeTrue(
        LocalCommand.run(LIMIT, Map.of(), trial).succeeded(),
        "there are no user namespaces for this account");
    return Inspected.run(
        Path.of("/"),
        way,
        """
        child = subprocess.Popen("%s sh -c".split() + [r'''%s'''], stdout=subprocess.PIPE)
        child.stdout.readline()
        try:
            look(child.pid)
        finally:
            child.kill()
        """
            .formatted(String.join(" ", APART), script));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void socketsInAnotherNamespaceAreListed(boolean ordinary) {
    var seen =
        lookAt(
            ordinary,
            """
            exec /usr/bin/python3 -c '
            import os, socket, time
            listener = socket.create_server(("0.0.0.0", 0))
            os.dup2(listener.fileno(), 100)
            print("ready", flush=True)
            time.sleep(60)'
            """);

    var namespaces = seen.process().path("namespaces");
    for (var own : List.of("net", "mnt", "user")) {
      assertThat(namespaces.path(own).path("same_as_caller").asBoolean(true)).as(own).isFalse();
    }
    assertThat(namespaces.path("ipc").path("same_as_caller").asBoolean()).isTrue();
    assertThat(seen.descriptor(100).path("state").asText()).isEqualTo("listening");
    assertThat(seen.descriptor(100).path("local").path("address").asText()).isEqualTo("0.0.0.0");
    assertThat(seen.process().path("executable").path("replaced").asBoolean(true)).isFalse();
  }

  /**
   * Returns how many mounts come from outside on this machine already, which may be a container.
   */
  private static int usual(boolean ordinary) {
    return lookAt(ordinary, "echo ready; exec sleep 60")
        .process()
        .path("mounts")
        .path("from_outside")
        .asInt(-1);
  }

  /**
   * {@code /mnt/part} shows a folder of the host's, {@code /mnt/all/part} a part of what is
   * mounted.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aMountNamespaceShowsWhatComesFromOutside(boolean ordinary) {
    var seen =
        lookAt(
            ordinary,
            """
            mount -t tmpfs inventory /mnt && mkdir /mnt/all /mnt/all/part /mnt/part /mnt/copy &&
            mount -t tmpfs inventory /mnt/all && mkdir /mnt/all/part &&
            mount --bind /mnt/all/part /mnt/copy && mount --bind /mnt/all/part /mnt/part &&
            umount -l /mnt/all && echo ready
            exec sleep 60
            """);

    var mounts = seen.process().path("mounts");
    assertThat(mounts.path("from_outside").asInt()).isEqualTo(usual(ordinary) + 2);
    assertThat(Inspected.texts(mounts.path("types"))).contains("tmpfs").doesNotHaveDuplicates();
    assertThat(mounts.path("count").asInt()).isGreaterThan(3);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void partsOfWhatIsMountedAreNotFromOutside(boolean ordinary) {
    var seen =
        lookAt(
            ordinary,
            """
            mount --make-rprivate / && mount -t tmpfs inventory /mnt && mkdir /mnt/part /mnt/copy &&
            mount --bind /mnt/part /mnt/copy && echo ready
            exec sleep 60
            """);

    assertThat(seen.process().path("mounts").path("from_outside").asInt(-1))
        .isEqualTo(usual(ordinary));
    assertThat(seen.process().path("mounts").path("masters_outside").asInt(-1)).isZero();
  }

  /** No path leads to such a file, and it is neither replaced nor deleted. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFileOfAMountThatIsGoneHasNoPath(boolean ordinary) {
    var seen =
        lookAt(
            ordinary,
            """
            mount -t tmpfs inventory /mnt && exec 9>/mnt/file && umount -l /mnt && echo ready
            exec sleep 60
            """);

    var file = seen.descriptor(9);
    assertThat(file.path("other_mount").asBoolean()).isTrue();
    assertThat(file.path("replaced").isNull()).isTrue();
    assertThat(file.path("deleted").asBoolean(true)).isFalse();
    assertThat(file.has("file_system")).isFalse();
  }
}

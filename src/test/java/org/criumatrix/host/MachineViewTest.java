package org.criumatrix.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.host.MachineView.Change;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is written on a view of the machine stays there. Needs root. */
@Timeout(60)
class MachineViewTest {

  @TempDir Path folder;
  @AutoClose private Host host;

  private MachineView view(Optional<Path> inPlace) {
    return new MachineView(TestHost.agent(), inPlace, "64M");
  }

  private void open(Optional<Path> inPlace) throws IOException {
    assumeTrue(LocalHosts.isRoot(), "a view of the machine needs root");
    Files.writeString(folder.resolve("old"), "as it was");
    Files.writeString(folder.resolve("removed"), "as it was");
    host = view(inPlace).open(Map.of());
  }

  private void run(String script) {
    host.execChecked(Command.of("sh", "-euc", script).in(folder.toString()));
  }

  private String seen(String file) {
    return new String(host.read(folder + "/" + file), StandardCharsets.UTF_8);
  }

  private Change change(String file, long size) {
    return new Change(folder.resolve(file).toString(), size);
  }

  @Test
  void theMachinesFilesAreThere() throws IOException {
    open(Optional.empty());

    assertThat(seen("old")).isEqualTo("as it was");
    assertThat(host.read("/etc/passwd")).isEqualTo(Files.readAllBytes(Path.of("/etc/passwd")));
    assertThat(MachineView.changes(host)).isEmpty();
  }

  @Test
  void whatIsWrittenDoesNotReachTheMachine() throws IOException {
    open(Optional.empty());
    run("echo more >>old; echo new >'a file'; mkdir sub; echo 12 >sub/deep; rm removed");

    assertThat(seen("old")).isEqualTo("as it wasmore\n");
    assertThat(folder.resolve("old")).hasContent("as it was");
    assertThat(folder.resolve("removed")).hasContent("as it was");
    assertThat(folder.resolve("a file")).doesNotExist();
    assertThat(folder.resolve("sub")).doesNotExist();
  }

  @Test
  void changesHaveTheSizeOfAFileOrShowThatItIsGone() throws IOException {
    open(Optional.empty());
    run("echo more >>old; echo new >'a file'; mkdir sub; echo 12 >sub/deep; rm removed");
    run("echo gone >soon; rm soon; echo 1 >/var/criu-matrix-view");

    assertThat(MachineView.changes(host).values())
        .containsExactlyInAnyOrder(
            change("old", 14),
            change("a file", 4),
            change("sub/deep", 3),
            change("removed", -1),
            new Change("/var/criu-matrix-view", 2));
    assertThat(Path.of("/var/criu-matrix-view")).doesNotExist();
  }

  @Test
  void aRemovedFolderIsOneChange() throws IOException {
    Files.createDirectories(folder.resolve("sub"));
    Files.writeString(folder.resolve("sub/a"), "1");
    open(Optional.empty());
    run("rm -r sub");

    assertThat(MachineView.changes(host).values()).containsExactly(change("sub", -1));
    assertThat(folder.resolve("sub/a")).hasContent("1");
  }

  @Test
  void eachViewHasChangesOfItsOwn() throws IOException {
    open(Optional.empty());
    run("echo new >file");
    try (var other = view(Optional.empty()).open(Map.of())) {
      assertThat(MachineView.changes(other)).isEmpty();
      assertThatExceptionOfType(HostException.class).isThrownBy(() -> other.read(folder + "/file"));
    }
  }

  @Test
  void inPlaceItReachesTheMachine() throws IOException {
    open(Optional.of(folder));
    run("echo new >file; rm removed; echo 1 >/var/criu-matrix-view");

    assertThat(folder.resolve("file")).hasContent("new");
    assertThat(folder.resolve("removed")).doesNotExist();
    assertThat(MachineView.changes(host)).containsOnlyKeys("/var/criu-matrix-view");
    assertThat(Path.of("/var/criu-matrix-view")).doesNotExist();
  }

  @Test
  void foldersOfTheSuiteAreReadOnly() throws IOException {
    assumeTrue(LocalHosts.isRoot(), "a view of the machine needs root");
    Files.writeString(folder.resolve("program"), "1");
    host = view(Optional.empty()).open(Map.of("workloads", folder));

    assertThat(host.read(host.home() + "/workloads/program")).asString().isEqualTo("1");
    assertThatExceptionOfType(HostException.class)
        .isThrownBy(() -> host.remove(host.home() + "/workloads/program"));
  }

  @Test
  void nothingOutsideCanBeSeenOrReached() throws IOException {
    open(Optional.empty());
    var pid = ProcessHandle.current().pid();
    var links = host.execChecked(Command.of("ls", "/sys/class/net")).stdout();

    assertThat(host.processes()).isEmpty();
    assertThat(host.exec(Command.of("readlink", "/proc/%d/exe".formatted(pid))).stdout())
        .doesNotContain("java");
    assertThat(host.execChecked(Command.of("cat", "/proc/net/dev")).stdout().lines().skip(2))
        .as("interfaces; /sys shows %s", links)
        .allMatch(l -> l.strip().matches("(lo|tunl0|sit0|ip6tnl0|gre.*|erspan0|ip.*):.*"));
  }
}

package org.criumatrix.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.criumatrix.host.Await;
import org.criumatrix.host.LocalCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zeroturnaround.exec.ProcessExecutor;

/** What runs leave in the cache, and what they must not take from each other. */
@Timeout(60)
class ClaimsTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Another run: the kernel's locks are between processes. */
  private static final String OTHER =
      """
      import fcntl, os, sys, time
      claim = open(sys.argv[1] + "/claim", "a+")
      fcntl.lockf(claim, fcntl.LOCK_SH)
      open(sys.argv[1] + "/ready", "w").close()
      time.sleep(60)
      """;

  @TempDir Path machines;
  private Process other;

  @AfterEach
  void endTheOther() throws InterruptedException {
    if (other != null) {
      other.destroyForcibly().waitFor();
    }
  }

  private Path folder(String name) throws IOException {
    var made = Files.createDirectory(machines.resolve(name));
    Files.writeString(made.resolve("memory"), "1");
    return made;
  }

  private void anotherRunClaims(Path folder) throws IOException {
    MachineScript.needsPython();
    other = new ProcessExecutor("python3", "-c", OTHER, folder.toString()).start().getProcess();
    var ready =
        Await.until(
            "the other run",
            LIMIT,
            Duration.ofMillis(10),
            () -> Files.exists(folder.resolve("ready")),
            there -> there);
    assertThat(ready.met()).isTrue();
  }

  private List<String> names() throws IOException {
    try (var all = Files.list(machines)) {
      return all.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aFolderWithoutClaimIsRemovedAsAWhole() throws IOException {
    assertThat(Claims.removeUnclaimed(folder("x"))).isTrue();
    assertThat(names()).isEmpty();
  }

  @Test
  void ourOwnClaimHolds() throws IOException {
    var folder = folder("x");
    Files.setLastModifiedTime(folder, FileTime.fromMillis(0));
    assertThat(Claims.claim(folder)).isTrue();
    assertThat(Claims.claim(folder)).isTrue();
    assertThat(Files.getLastModifiedTime(folder)).isGreaterThan(FileTime.fromMillis(0));
    assertThat(Claims.removeUnclaimed(folder)).isFalse();

    Claims.release(folder);
    assertThat(Claims.removeUnclaimed(folder)).isTrue();
  }

  @Test
  void whatIsNotThereCannotBeClaimed() throws IOException {
    var folder = folder("x");
    assertThat(Claims.claim(folder)).isTrue();
    Claims.remove(folder);

    assertThat(Claims.claim(folder)).isFalse();
    assertThat(names()).isEmpty();
  }

  @Test
  void anotherRunsClaimHoldsUntilItIsKilled() throws Exception {
    var folder = folder("x");
    anotherRunClaims(folder);

    assertThat(Claims.claim(folder)).isTrue();
    Claims.release(folder);
    assertThat(Claims.removeUnclaimed(folder)).isFalse();
    other.destroyForcibly().waitFor();
    assertThat(Claims.removeUnclaimed(folder)).isTrue();
  }

  @Test
  void aRunRemovesTheFoldersOfThoseThatWereKilled() throws IOException {
    anotherRunClaims(folder("run-of-another"));
    folder("run-of-a-killed-one");
    folder("bookworm-0123456789ab");
    try (var scratch = new Scratch(machines)) {
      var ours = scratch.folder();
      assertThat(names())
          .containsExactlyInAnyOrder(
              "bookworm-0123456789ab", "lock", "run-of-another", ours.getFileName().toString());
      assertThat(scratch.folder()).isEqualTo(ours);
    }
    assertThat(names()).containsExactly("bookworm-0123456789ab", "lock", "run-of-another");
  }

  @Test
  void aRunWithoutMachinesLeavesNothing() throws IOException {
    new Scratch(machines).close();
    assertThat(names()).isEmpty();
  }

  /** Two templates of a kernel stay, and those in use; other kernels' are not looked at. */
  @Test
  void oldTemplatesAreForgotten() throws IOException {
    var days = 9;
    for (var name :
        List.of(
            "6.1-000000000001",
            "6.1-000000000002",
            "6.1-000000000003",
            "6.1-000000000004",
            "6.1-000000000004.new",
            "6.1-000000000009.new",
            "6.12-000000000001",
            "6.1-rt-000000000001")) {
      Files.setLastModifiedTime(
          folder(name), FileTime.fromMillis(System.currentTimeMillis() - days-- * 86_400_000L));
    }
    anotherRunClaims(machines.resolve("6.1-000000000001"));
    Files.setLastModifiedTime(machines.resolve("6.1-000000000001"), FileTime.fromMillis(0));

    Template.forgetOld(machines.resolve("6.1-000000000004"), "6.1");

    assertThat(names())
        .containsExactly(
            "6.1-000000000001",
            "6.1-000000000003",
            "6.1-000000000004",
            "6.1-rt-000000000001",
            "6.12-000000000001");
  }

  /** mke2fs makes it, and debugfs of the same package lists it. */
  @Test
  void aDiskHasTheFilesOfItsFolder() throws IOException {
    var content = Files.createDirectory(machines.resolve("content of a folder"));
    Files.writeString(content.resolve("program"), "text");
    Files.createSymbolicLink(content.resolve("link"), Path.of("program"));
    Files.createSymbolicLink(machines.resolve("alias"), content);
    try (var scratch = new Scratch(machines.resolve("cache"))) {
      var disks = new Disks(scratch);
      var image = disks.of(content);

      assertThat(disks.of(machines.resolve("alias"))).isEqualTo(image);
      assertThat(image).startsWith(scratch.folder());
      assertThat(listed(image)).contains("program", "link");
    }
    try (var left = Files.list(machines.resolve("cache"))) {
      assertThat(left.map(Path::getFileName)).containsExactly(Path.of("lock"));
    }
  }

  private static List<String> listed(Path image) {
    var argv =
        List.of("sh", "-c", "PATH=$PATH:/sbin:/usr/sbin; debugfs -R 'ls -p /' \"$0\"", "" + image);
    return Stream.of(LocalCommand.run(LIMIT, Map.of(), argv).stdout().split("/")).toList();
  }
}

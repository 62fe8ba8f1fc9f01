package org.criumatrix.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.criumatrix.host.Await;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.matrix.ResourceText;
import org.criumatrix.verdict.Verdict;
import org.criumatrix.vm.Machines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A virtual machine that freezes. The emulator is a process that sleeps, and everything that would
 * run on the machine does so in namespaces of this one; {@code machine-room} has the details.
 *
 * <p>The same with a real machine, once its first cells are through:
 *
 * <pre>
 * ./criu-matrix run -Dhost=vm:trixie -Dcells='serial/*' -Dcriu=newest -Dprivilege=root &amp;
 * kill -STOP $(pgrep -P $(cat .vagrant/room/pid) qemu)
 * </pre>
 */
@Timeout(120)
class FrozenMachineTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

  @TempDir Path folder;
  private final List<String> notes = Collections.synchronizedList(new ArrayList<>());
  private TestRigs rigs;
  private Machines machines;

  @BeforeEach
  void build() throws IOException {
    rigs = new TestRigs(folder, TestRigs.SHORT, true);
    var box = Files.createDirectory(folder.resolve("box"));
    program(box.resolve("build"), "#!/bin/sh\n");
    program(box.resolve("room"), ResourceText.beside(getClass(), "machine-room"));
    Files.writeString(box.resolve("machines.csv"), "name,kernel,processor,environment\nx,y,z,\n");
    Files.writeString(box.resolve("pairs.csv"), "first,second,why\n");
    var options = new Machines.Options(folder, 1, 1, List.of(), false, false);
    machines = new Machines(folder, rigs.agent(), options, notes::add);
    rigs.on(machines.kinds().get(0));
  }

  private static void program(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @AfterEach
  void close() {
    if (rigs != null) {
      rigs.close();
      machines.close();
    }
  }

  private Path room(String file) {
    return folder.resolve(".vagrant/room").resolve(file);
  }

  /** The emulator, and all that is on the machine. */
  private List<ProcessHandle> inside() throws IOException {
    return Stream.of("machine", "guests")
        .map(this::room)
        .filter(Files::exists)
        .flatMap(FrozenMachineTest::lines)
        .map(Long::valueOf)
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .flatMap(p -> Stream.concat(Stream.of(p), p.descendants()))
        .toList();
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** First those on it, without a warning. */
  private List<ProcessHandle> freeze() throws IOException {
    var all = new ArrayList<>(inside());
    Collections.reverse(all);
    var words = new ArrayList<>(List.of("kill", "-STOP"));
    all.forEach(p -> words.add(String.valueOf(p.pid())));
    LocalCommand.run(LIMIT, Map.of(), words);
    return all;
  }

  private void wasReplaced(List<ProcessHandle> frozen) {
    assertThat(lines(room("history"))).hasSize(2);
    var left =
        Await.until(
            "the end of what was frozen",
            LIMIT,
            POLL_INTERVAL,
            () -> frozen.stream().filter(ProcessHandle::isAlive).toList(),
            List::isEmpty);
    assertThat(left.met()).as(left.describe()).isTrue();
  }

  @Test
  void oneThatFreezesInMidCellBreaksItAndIsReplaced() {
    var frozen = new ArrayList<ProcessHandle>();
    var outcome =
        rigs.play(
            rig -> {
              rig.start("simple-c");
              frozen.addAll(freeze());
              TestRigs.plain(rig);
            });

    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.BROKEN);
    assertThat(outcome.error()).startsWith("the agent on vm:x is gone: ");
    assertThat(folder.resolve("evidence").resolve("x-console.log"))
        .hasContent("the kernel's last words");
    assertThat(notes).contains("vm:x gives no answer any more, and is ended");
    rigs.theNextCellIsUnharmed();
    wasReplaced(frozen);
  }

  /** Until that is noticed, it is a machine like any other. */
  @Test
  void oneThatFreezesBetweenCellsIsReplacedAndHarmsNone() throws IOException {
    var outcome =
        rigs.play(
            rig -> {
              rig.changesHosts(); // so that the next cell has another host, on the same machine
              TestRigs.plain(rig);
            });
    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.WORKS);
    var frozen = freeze();

    rigs.theNextCellIsUnharmed();
    assertThat(notes).anyMatch(n -> n.startsWith("vm:x is replaced: "));
    wasReplaced(frozen);
  }
}

package org.criumatrix.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.criumatrix.files.AtomicFile;
import org.criumatrix.host.Architecture;
import org.criumatrix.host.HostException;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.host.PlainHosts;
import org.criumatrix.matrix.ResourceText;
import org.criumatrix.testing.NativeBuild;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Machines that are booted and saved, by a script in place of an emulator. */
@Timeout(120)
class TemplateTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final List<String> notes = new ArrayList<>();
  private final List<Path> claimed = new ArrayList<>();
  private Path agent;
  private Path programs;
  private Scratch scratch;
  private Room room;

  @BeforeEach
  void prepare() throws IOException {
    MachineScript.needsPython();
    var cpio = LocalCommand.run(LIMIT, Map.of(), List.of("sh", "-c", "command -v cpio"));
    assumeTrue(cpio.succeeded(), "there is no cpio");
    agent = NativeBuild.with("agent").resolve("agent");
    var kernel = Files.createDirectories(folder.resolve("boxes/kernels/k"));
    Files.writeString(kernel.resolve("vmlinuz"), "kernel");
    Files.writeString(kernel.resolve("initrd"), "initrd");
    Files.writeString(
        Files.createDirectory(folder.resolve("boxes/userland")).resolve("image"), "image");
    programs = Files.createDirectories(folder.resolve("qemu/usr/lib64"));
    var loader =
        Files.writeString(
            programs.resolve("ld-linux-x86-64.so.2"),
            "#!/usr/bin/env python3\n" + ResourceText.beside(getClass(), "boots.py"));
    Files.setPosixFilePermissions(loader, PosixFilePermissions.fromString("rwxr-xr-x"));
    scratch = new Scratch(folder.resolve("machines"));
    room = new Room(PlainHosts.with(agent, folder.resolve("hosts")), scratch, false);
  }

  @AfterEach
  void close() throws IOException {
    if (room != null) {
      room.close();
      scratch.close();
    }
    for (var each : claimed) {
      Claims.release(each);
    }
  }

  private Template template(int memory) {
    var hardware = new Hardware(Platform.of(Architecture.named("amd64")), 1, memory, "max", false);
    var emulator = new Emulator(folder.resolve("qemu"));
    var made = new Template(folder, "k", agent, hardware, emulator, room);
    claimed.add(made.state().getParent());
    return made;
  }

  private long boots() throws IOException {
    try (var lines = Files.lines(programs.resolve("boots"))) {
      return lines.count();
    }
  }

  @Test
  void itBootsOnce() throws IOException {
    template(1).make(notes::add);
    template(1).make(notes::add);

    assertThat(template(1).state()).hasContent("state");
    assertThat(template(1).state().resolveSibling("memory")).hasContent("memory");
    assertThat(boots()).isOne();
    assertThat(notes).isEmpty();
  }

  @Test
  void othersOfTheSameKernelAreOthers() throws IOException {
    template(1).make(notes::add);
    template(2).make(notes::add);

    assertThat(template(1).state()).isNotEqualTo(template(2).state());
    assertThat(boots()).isEqualTo(2);
  }

  @Test
  void twoAtATimeBootItOnce() throws IOException {
    Stream.of(template(1), template(1)).parallel().forEach(t -> t.make(note -> {}));

    assertThat(boots()).isOne();
  }

  @Test
  void theDraftOfAKilledRunIsNotUsed() throws IOException {
    var draft = AtomicFile.draft(template(1).state().getParent());
    Files.createDirectories(draft);
    Files.writeString(draft.resolve("state"), "half a");
    Files.writeString(draft.resolve("left"), "");
    template(1).make(notes::add);

    assertThat(template(1).state()).hasContent("state");
    assertThat(template(1).state().resolveSibling("left")).doesNotExist();
    assertThat(draft).doesNotExist();
  }

  @Test
  void oneThatIsCutOffWhileItIsSavedIsNotKept() throws IOException {
    Files.createFile(programs.resolve("dies"));

    assertThatExceptionOfType(HostException.class)
        .isThrownBy(() -> template(1).make(notes::add))
        .withMessageStartingWith("the machine has ended");
    assertThat(boots()).isEqualTo(3);
    assertThat(notes).hasSize(2);
    var made = template(1).state().getParent();
    assertThat(made).doesNotExist();
    assertThat(AtomicFile.draft(made)).doesNotExist();
  }

  /** That one may be cut off, or the machine's processor another one. */
  @Test
  void oneOfAnEarlierRunIsMadeAnewWhenNothingStartsFromIt() throws IOException {
    template(1).make(notes::add);
    var later = template(1);
    later.make(notes::add);

    assertThat(later.discard()).isTrue();
    assertThat(later.state()).doesNotExist();
    later.make(notes::add);
    assertThat(boots()).isEqualTo(2);
    assertThat(later.discard()).as("it was made just now").isFalse();
    assertThat(later.state()).exists();
  }

  @Test
  void oneFromWhichAMachineHasStartedStays() {
    template(1).make(notes::add);
    var later = template(1);
    later.make(notes::add);
    later.worked();

    assertThat(later.discard()).isFalse();
    assertThat(later.state()).exists();
  }
}

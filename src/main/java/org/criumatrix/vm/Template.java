package org.criumatrix.vm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.criumatrix.files.AtomicFile;
import org.criumatrix.files.LockFile;
import org.criumatrix.host.Await;
import org.criumatrix.host.HostException;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.matrix.Sha256;

/**
 * A machine that has booted once and was saved while its agent waited for a caller. Machines start
 * from it in a second, and share its memory as long as they do not write to it.
 */
final class Template {

  private static final Duration BOOT = Duration.ofMinutes(5);
  private static final Duration LOCK = Duration.ofMinutes(30);
  private static final Duration TOOL = Duration.ofMinutes(1);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

  /** The boots that are tried: emulated kernels sometimes panic. */
  private static final int BOOTS = 3;

  /** The templates of a kernel that are kept: for this run's options, and for other ones. */
  private static final int KEPT = 2;

  /** What the console says when the agent waits. */
  private static final String READY = "criu-matrix: ready";

  private static final int DIGITS = 12;

  private final Path folder;
  private final Path boxes;
  private final String kernel;
  private final Path agent;
  private final Hardware hardware;
  private final Emulator emulator;
  private final Room room;

  /**
   * @param cache the suite's cache
   * @param kernel a line of kernels.csv, built
   * @param agent the agent's program for the machine
   */
  Template(
      Path cache, String kernel, Path agent, Hardware hardware, Emulator emulator, Room room) {
    this.boxes = cache.resolve("boxes");
    this.kernel = kernel;
    this.agent = agent;
    this.hardware = hardware;
    this.emulator = emulator;
    this.room = room;
    this.folder = cache.resolve("machines").resolve(kernel + "-" + contentName());
  }

  private String contentName() {
    try {
      return Sha256.of(
              String.join(
                  "\n",
                  hardware.toString(),
                  hardware.boot(kernelFile("vmlinuz"), kernelFile("initrd")).toString(),
                  emulator.toString(),
                  boxes.resolve("kernels").resolve(kernel).toRealPath().toString(),
                  image().toString(),
                  Sha256.of(Files.readAllBytes(agent))))
          .substring(0, DIGITS);
    } catch (IOException e) {
      throw new UncheckedIOException("a machine of " + kernel + " cannot be made", e);
    }
  }

  private Path kernelFile(String name) {
    return boxes.resolve("kernels").resolve(kernel).resolve(name);
  }

  private Path image() throws IOException {
    return boxes.resolve("userland").toRealPath().resolve("image");
  }

  /** Boots and saves the machine, if that was not done before. */
  void make(Consumer<String> notes) {
    if (Files.isDirectory(folder)) {
      return;
    }
    try {
      Files.createDirectories(folder.getParent());
      try (var lock = LockFile.open(Path.of(folder + ".lock"))) {
        Await.until("the lock of " + folder, LOCK, POLL_INTERVAL, lock::tryLock, held -> held)
            .orThrow(HostException::new);
        if (!Files.isDirectory(folder)) {
          boot(notes);
        }
      }
      forgetOld();
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be made", e);
    }
  }

  private void boot(Consumer<String> notes) throws IOException {
    var draft = AtomicFile.draft(folder);
    for (var attempt = 1; ; attempt++) {
      remove(draft);
      Files.createDirectories(draft);
      try {
        bootOnce(draft);
        AtomicFile.publish(draft, folder);
        return;
      } catch (HostException e) {
        remove(draft);
        if (attempt == BOOTS) {
          throw e;
        }
        notes.accept("kernel %s did not boot, once more: %s".formatted(kernel, e.getMessage()));
      }
    }
  }

  private void bootOnce(Path draft) throws IOException {
    var root = draft.resolve("root");
    local(
        emulator.command(
            "qemu-img",
            "create",
            "-q",
            "-f",
            "qcow2",
            "-F",
            "raw",
            "-b",
            image().toString(),
            root.toString()));
    var initrd = withAgent(draft);
    var number = room.number();
    var files =
        new Hardware.Files(
            draft.resolve("memory"), true, root, room.folder(number), room.tap(number));
    var argv = new ArrayList<>(command(files));
    argv.addAll(hardware.boot(kernelFile("vmlinuz"), initrd));
    var program = room.start(argv);
    try (var monitor = Monitor.of(room.outside(files.control()))) {
      Await.until(
              "kernel " + kernel + " to boot",
              BOOT,
              POLL_INTERVAL,
              () -> room.read(files.console()),
              console -> console.contains(READY) || program.exit().isDone())
          .orThrow(HostException::new);
      if (program.exit().isDone()) {
        throw new HostException("the machine ended: " + lastLine(room.read(files.console())));
      }
      monitor.save(draft.resolve("state"));
      Room.awaitEnd(program, TOOL);
    } catch (HostException e) {
      var said = Room.complaint(program);
      room.kill(program);
      throw said.isBlank() ? e : new HostException(e.getMessage() + "; " + said, e);
    }
    Files.delete(initrd);
    room.remove(files.tap());
  }

  private static String lastLine(String console) {
    return console.lines().filter(l -> !l.isBlank()).reduce("", (before, last) -> last);
  }

  /** Appends the agent to the kernel's initrd: the kernel reads several archives. */
  private Path withAgent(Path draft) {
    var initrd = draft.resolve("initrd");
    var script =
        """
        set -eu
        cp "$1" "$3"
        folder=$(mktemp -d)
        trap 'rm -rf "$folder"' EXIT
        cp "$2" "$folder/agent"
        cd "$folder"
        echo agent | cpio --quiet -o -H newc >>"$3"
        """;
    local(
        List.of(
            "sh",
            "-c",
            script,
            "initrd",
            kernelFile("initrd").toString(),
            agent.toString(),
            initrd.toString()));
    return initrd;
  }

  private static void local(List<String> argv) {
    var done = LocalCommand.run(TOOL, Map.of(), argv);
    if (!done.succeeded()) {
      throw new HostException(argv.get(0) + ": " + done.stderr().strip());
    }
  }

  private List<String> command(Hardware.Files files) {
    var argv = new ArrayList<>(emulator.command(hardware.platform().program()));
    argv.addAll(emulator.firmware());
    argv.addAll(hardware.options(files));
    return argv;
  }

  /** Returns the command of a machine that starts from it, and waits for its state. */
  List<String> startingFrom(String socketFolder, String tap) {
    var argv = new ArrayList<>(command(files(socketFolder, tap)));
    argv.addAll(List.of("-incoming", "defer"));
    return argv;
  }

  Hardware.Files files(String socketFolder, String tap) {
    return new Hardware.Files(
        folder.resolve("memory"), false, folder.resolve("root"), socketFolder, tap);
  }

  Path state() {
    return folder.resolve("state");
  }

  private void forgetOld() throws IOException {
    try (var all = Files.newDirectoryStream(folder.getParent(), kernel + "-" + "?".repeat(DIGITS))) {
      var found = new ArrayList<Path>();
      all.forEach(found::add);
      found.remove(folder);
      found.sort(Comparator.comparing((Path p) -> p.toFile().lastModified()).reversed());
      for (var old : found.subList(Math.min(KEPT - 1, found.size()), found.size())) {
        remove(old);
        Files.deleteIfExists(Path.of(old + ".lock"));
      }
    }
  }

  private static void remove(Path some) {
    local(List.of("rm", "-rf", "--", some.toString()));
  }
}

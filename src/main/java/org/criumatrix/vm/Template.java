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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.criumatrix.files.AtomicFile;
import org.criumatrix.files.LockFile;
import org.criumatrix.host.Await;
import org.criumatrix.host.HostException;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.host.Running;
import org.criumatrix.matrix.Sha256;

/**
 * A machine that has booted once and was saved while its agent waited for a caller. Machines start
 * from it in a second, and share its memory as long as they do not write to it.
 */
final class Template implements Saved {

  /** An emulated kernel on a very busy machine takes ten minutes. */
  private static final Duration BOOT = Duration.ofMinutes(20);

  /** The limit for a kernel that says nothing new. */
  private static final Duration SILENCE = Duration.ofMinutes(5);

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

  /** What a processor that is not emulated shows to the machine. */
  private static final Pattern PROCESSOR =
      Pattern.compile("(model name|flags|microcode|CPU part|Features)\\s*:.*");

  private final Path folder;
  private final Path image;
  private final Path boot;
  private final String kernel;
  private final Path agent;
  private final Hardware hardware;
  private final Emulator emulator;
  private final Room room;
  private boolean proven;

  /**
   * @param cache the suite's cache
   * @param kernel a line of kernels.csv, built
   * @param agent the agent's program for the machine
   */
  Template(Path cache, String kernel, Path agent, Hardware hardware, Emulator emulator, Room room) {
    this.kernel = kernel;
    this.agent = agent;
    this.hardware = hardware;
    this.emulator = emulator;
    this.room = room;
    var boxes = cache.resolve("boxes");
    try {
      // What the links lead to does not change; the links do when another checkout builds.
      this.boot = boxes.resolve("kernels").resolve(kernel).toRealPath();
      this.image = boxes.resolve(userland()).toRealPath().resolve("image");
      this.folder = cache.resolve("machines").resolve(kernel + "-" + contentName());
    } catch (IOException e) {
      throw new UncheckedIOException("a machine of " + kernel + " cannot be made", e);
    }
  }

  private String userland() {
    var architecture = hardware.platform().architecture();
    return "userland" + (architecture.isHere() ? "" : "." + architecture.name());
  }

  /** Returns a name that changes with everything that a saved machine depends on. */
  private String contentName() throws IOException {
    var place = Path.of("place");
    var anywhere = new Hardware.Files(place, false, place, "folder", "tap");
    return Sha256.of(
            String.join(
                "\n",
                hardware.options(anywhere).toString(),
                hardware.boot(boot, boot).toString(),
                emulator.toString(),
                image.toString(),
                hardware.accelerated() ? processor() : "",
                Sha256.of(Files.readAllBytes(agent))))
        .substring(0, DIGITS);
  }

  private static String processor() throws IOException {
    return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
        .filter(PROCESSOR.asMatchPredicate())
        .distinct()
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  /** Boots and saves the machine, if that was not done before, and keeps other runs from it. */
  synchronized void make(Consumer<String> notes) {
    try {
      if (!Claims.claim(folder)) {
        locked(() -> makeClaimed(notes));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be made", e);
    }
  }

  private void makeClaimed(Consumer<String> notes) throws IOException {
    forgetOld();
    if (Claims.claim(folder)) {
      return;
    }
    boot(notes);
    proven = true;
    if (!Claims.claim(folder)) {
      throw new HostException(folder + " has just been made and is gone");
    }
  }

  /** Notes that a machine has started from it. */
  synchronized void worked() {
    proven = true;
  }

  /**
   * Removes a template of an earlier run from which no machine starts: it may be cut off.
   *
   * @return whether it is gone; false if one has started, or another run uses it
   */
  synchronized boolean discard() {
    if (proven) {
      return false;
    }
    try {
      Claims.release(folder);
      var gone = new AtomicBoolean();
      locked(() -> gone.set(Claims.removeUnclaimed(folder)));
      return gone.get();
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be removed", e);
    }
  }

  private interface Making {
    void run() throws IOException;
  }

  /** One run at a time makes and removes machines of a kernel. */
  private void locked(Making making) throws IOException {
    Files.createDirectories(folder.getParent());
    try (var lock = LockFile.open(folder.resolveSibling(kernel + ".lock"))) {
      Await.until("the lock of " + folder, LOCK, POLL_INTERVAL, lock::tryLock, held -> held)
          .orThrow(HostException::new);
      making.run();
    }
  }

  private void boot(Consumer<String> notes) throws IOException {
    var draft = AtomicFile.draft(folder);
    for (var attempt = 1; ; attempt++) {
      Claims.remove(draft);
      Files.createDirectories(draft);
      try {
        bootOnce(draft);
        AtomicFile.publish(draft, folder);
        return;
      } catch (HostException e) {
        Claims.remove(draft);
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
            image.toString(),
            root.toString()));
    var initrd = withAgent(draft);
    var number = room.number();
    var files =
        new Hardware.Files(
            draft.resolve("memory"), true, root, room.folder(number), room.tap(number));
    var argv = new ArrayList<>(command(files));
    argv.addAll(hardware.boot(boot.resolve("vmlinuz"), initrd));
    var program = room.start(argv);
    try {
      save(program, files, draft.resolve("state"));
    } catch (HostException e) {
      throw Room.explained(e, program);
    } finally {
      room.end(program, files.tap());
    }
    Files.delete(initrd);
  }

  private void save(Running program, Hardware.Files files, Path state) {
    try (var monitor = Monitor.of(room.outside(files.control()), program.exit()::isDone)) {
      awaitReady(program, files.console());
      monitor.save(state);
      if (!room.awaitEnd(program)) {
        throw new HostException("the machines' namespaces ended");
      }
    }
  }

  private void awaitReady(Running program, String file) {
    var wait = "kernel " + kernel + " to boot";
    var begun = System.nanoTime();
    for (var before = ""; System.nanoTime() - begun < BOOT.toNanos(); ) {
      var last = before;
      before =
          Await.until(
                  wait,
                  SILENCE,
                  POLL_INTERVAL,
                  () -> room.read(file),
                  console -> !console.equals(last) || program.exit().isDone())
              .orThrow(
                  waited ->
                      new HostException(
                          "waited for %s, which says nothing after: %s"
                              .formatted(wait, lastLine(last))));
      if (before.contains(READY)) {
        return;
      }
      if (program.exit().isDone()) {
        throw new HostException("the machine ended: " + lastLine(before));
      }
    }
    throw new HostException("%s takes more than %d min".formatted(wait, BOOT.toMinutes()));
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
            boot.resolve("initrd").toString(),
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

  @Override
  public List<String> startingFrom(Hardware.Files files) {
    var argv = new ArrayList<>(command(files));
    argv.addAll(List.of("-incoming", "defer"));
    return argv;
  }

  @Override
  public Hardware.Files files(String socketFolder, String tap) {
    return new Hardware.Files(
        folder.resolve("memory"), false, folder.resolve("root"), socketFolder, tap);
  }

  @Override
  public Path state() {
    return folder.resolve("state");
  }

  private void forgetOld() throws IOException {
    forgetOld(folder, kernel);
  }

  /**
   * Removes drafts of runs that were killed, and the oldest templates of a kernel that no run uses.
   * The caller holds the kernel's lock.
   *
   * @param kept stays, and is or will be there
   */
  static void forgetOld(Path kept, String kernel) throws IOException {
    var name = Pattern.compile(Pattern.quote(kernel) + "-[0-9a-f]{%d}(\\.new)?".formatted(DIGITS));
    var found = new ArrayList<Path>();
    try (var all = Files.newDirectoryStream(kept.getParent())) {
      for (var path : all) {
        var matcher = name.matcher(path.getFileName().toString());
        if (matcher.matches() && matcher.group(1) != null) {
          Claims.remove(path);
        } else if (matcher.matches() && !path.equals(kept)) {
          found.add(path);
        }
      }
    }
    found.sort(Comparator.comparing((Path p) -> p.toFile().lastModified()).reversed());
    for (var old : found.subList(Math.min(KEPT - 1, found.size()), found.size())) {
      Claims.removeUnclaimed(old);
    }
  }
}

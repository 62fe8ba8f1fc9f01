package org.criumatrix.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.criumatrix.host.Architecture;
import org.criumatrix.host.Await;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.host.PlainHosts;

/** Makes machines whose emulator is a script, {@code emulator.py}. */
final class FakeMachines extends Works {

  static final String CONSOLE = "the kernel's last words\n";
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

  private final List<String> notes = Collections.synchronizedList(new ArrayList<>());
  private final Path folder;
  private final Path script;
  private final Path history;
  private final Scratch scratch;
  private final Room room;

  FakeMachines(Path folder, Path agent) throws IOException {
    super(folder, a -> agent, new Machines.Options(folder, 1, 1, List.of(), false), null);
    this.folder = folder;
    this.script = MachineScript.in(folder);
    this.history = folder.resolve("history");
    this.scratch = new Scratch(folder.resolve("machines"));
    this.room = new Room(PlainHosts.with(agent, folder.resolve("hosts")), scratch, false);
  }

  GuestHosts hosts() {
    var line = new MachineLine("x", "y", MachineLine.MAXIMUM, Architecture.here(), Map.of());
    return new GuestHosts("vm:x", line, this, notes::add);
  }

  List<String> notes() {
    return notes;
  }

  @Override
  Optional<String> unavailable() {
    return Optional.empty();
  }

  @Override
  void build(MachineLine line, Consumer<String> ignored) {}

  @Override
  boolean emulates(MachineLine line) {
    return false;
  }

  @Override
  Guest start(String name, MachineLine line, int timeoutFactor, Consumer<String> ignored) {
    var disks =
        new Disks(scratch) {
          @Override
          Path of(Path what) {
            return what;
          }
        };
    return Guest.start(name, new Script(), room, disks, timeoutFactor);
  }

  /** A machine that was saved, in which there is only a script. */
  private final class Script implements Saved {

    @Override
    public List<String> startingFrom(Hardware.Files files) {
      return List.of(
          "python3",
          script.toString(),
          files.folder(),
          String.valueOf(Hardware.PORTS),
          history.toString());
    }

    @Override
    public Hardware.Files files(String socketFolder, String tap) {
      return new Hardware.Files(folder, false, folder, socketFolder, tap);
    }

    @Override
    public Path state() {
      return folder.resolve("state");
    }
  }

  /** Returns the emulators that were started, ended ones too. */
  List<Long> emulators() {
    try {
      return Files.readAllLines(history).stream().map(Long::valueOf).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops the newest emulator with everything on its machine, those on it first. */
  List<ProcessHandle> freeze() {
    var emulator = ProcessHandle.of(emulators().get(emulators().size() - 1)).orElseThrow();
    var all = Stream.concat(Stream.of(emulator), emulator.descendants()).toList();
    var words = new ArrayList<>(List.of("kill", "-STOP"));
    for (var i = all.size() - 1; i >= 0; i--) {
      words.add(String.valueOf(all.get(i).pid()));
    }
    assertThat(LocalCommand.run(LIMIT, Map.of(), words).succeeded()).isTrue();
    return all;
  }

  /** Ends the newest emulator. */
  void kill() {
    ProcessHandle.of(emulators().get(emulators().size() - 1)).orElseThrow().destroyForcibly();
  }

  void wasReplaced(List<ProcessHandle> gone) {
    assertThat(emulators()).hasSize(2);
    var left =
        Await.until(
            "the end of what was frozen",
            LIMIT,
            POLL_INTERVAL,
            () -> gone.stream().filter(ProcessHandle::isAlive).toList(),
            List::isEmpty);
    assertThat(left.met()).as(left.describe()).isTrue();
  }

  @Override
  public void close() {
    room.close();
    scratch.close();
    super.close();
  }
}

package org.criumatrix.vm;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.criumatrix.host.HostException;
import org.criumatrix.host.LocalCommand;

/**
 * The namespaces in which the virtual machines run, with libvirt's daemons. {@code box/room}
 * creates them. They end with this JVM, even if that is killed, unless they are to be kept.
 */
final class Room {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final int LAST_LINES = 3;

  private final Path project;
  private final Map<String, String> env;
  private final boolean keep;
  private final AtomicBoolean box = new AtomicBoolean();
  private List<String> way;

  /**
   * @param project the folder with {@code Vagrantfile} and {@code box/}
   * @param env settings for the scripts in {@code box/}
   * @param keep whether the machines stay when the run ends
   */
  Room(Path project, Map<String, String> env, boolean keep) {
    this.project = project.toAbsolutePath();
    this.env = env;
    this.keep = keep;
  }

  /** Returns the folder with the machines' consoles and other state. */
  Path folder() {
    return project.resolve(".vagrant/room");
  }

  /**
   * Builds a kernel and the userland, if they do not exist.
   *
   * @param words options, and the kernel's name
   */
  void build(List<String> words, Duration limit, Consumer<String> progress) {
    var argv = new ArrayList<>(List.of(project.resolve("box/build").toString()));
    argv.addAll(words);
    var built = LocalCommand.run(limit, env, argv, progress);
    if (!built.succeeded()) {
      throw new HostException(built.stderr().lines().reduce("", (before, last) -> last));
    }
  }

  /** Returns the local command that runs a command in the namespaces. */
  List<String> to(List<String> argv) {
    var all = new ArrayList<>(way());
    all.addAll(argv);
    return all;
  }

  LocalCommand.Result run(Duration limit, String... argv) {
    try {
      return LocalCommand.run(limit, env, to(Arrays.asList(argv)));
    } catch (LocalCommand.TimedOut e) {
      throw new HostException(e.getMessage(), e);
    }
  }

  void execChecked(Duration limit, String... argv) {
    var done = run(limit, argv);
    if (!done.succeeded()) {
      throw new HostException(String.join(" ", argv) + ": " + complaint(done));
    }
  }

  /** Returns the end of the output, without Vagrant's Ruby stack traces. */
  private static String complaint(LocalCommand.Result done) {
    var lines =
        (done.stdout() + done.stderr())
            .lines()
            .filter(l -> !l.isBlank() && !l.startsWith("\tfrom "))
            .toList();
    return String.join(" ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }

  /** Brings a machine up, one at a time: the first one adds the box to the pool. */
  void vagrantUp(Duration limit, String name) {
    synchronized (box) {
      if (!box.get()) {
        execChecked(limit, "vagrant", "up", "--no-color", name);
        box.set(true);
        return;
      }
    }
    execChecked(limit, "vagrant", "up", "--no-color", name);
  }

  /** Returns whether the machines' processors are emulated, and so slow. */
  boolean emulates() {
    return way().contains("CRIU_MATRIX_DRIVER=qemu");
  }

  private synchronized List<String> way() {
    if (way == null) {
      var argv = new ArrayList<>(List.of(program()));
      if (!keep) {
        argv.addAll(List.of("--owner", String.valueOf(ProcessHandle.current().pid())));
      }
      argv.add("--words");
      var made = LocalCommand.run(LIMIT, env, argv);
      if (!made.succeeded()) {
        throw new HostException("no room for machines: " + made.stderr().strip());
      }
      way = made.stdout().lines().toList();
    }
    return way;
  }

  private String program() {
    return project.resolve("box/room").toString();
  }

  synchronized void close() {
    if (way != null && !keep) {
      LocalCommand.run(LIMIT, env, List.of(program(), "--end"));
    }
  }
}

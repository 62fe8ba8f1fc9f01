package org.criumatrix.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder like /proc with the processes that a test wants. */
record FakeProc(Path root) {

  static final long CALLER = 900;
  private static final String HOME = "mnt:[1]";
  private static final String UID = "1000";

  static FakeProc with(Path folder) {
    var proc = new FakeProc(folder.resolve("proc"));
    proc.process(1, "init", 0);
    proc.process(800, "bash", 1);
    proc.process(CALLER, "java", 800);
    return proc;
  }

  /** Adds a process of the caller's account and mount namespace. */
  FakeProc process(long pid, String name, long parent) {
    stat(pid, name, 'S', parent, 0, 1);
    file(pid, "status", status(pid, UID));
    file(pid, "cgroup", "0::/user.slice\n");
    file(pid, "environ", "");
    return in(HOME, pid);
  }

  FakeProc stat(long pid, String name, char state, long parent, long flags, int threads) {
    return file(
        pid,
        "stat",
        "%d (%s) %c %d 9 9 0 -1 %d 0 0 0 0 0 0 0 0 20 0 %d 0 %d 0 0\n"
            .formatted(pid, name, state, parent, flags, threads, pid + 5000));
  }

  static String status(long process, String uid) {
    return "Name:\tx\nTgid:\t%d\nUid:\t%s\t%2$s\t%2$s\t%2$s\n".formatted(process, uid);
  }

  FakeProc environment(long pid, String... variables) {
    return file(pid, "environ", String.join("\0", variables) + "\0");
  }

  FakeProc cgroup(long pid, String path) {
    return file(pid, "cgroup", "9:name=systemd:%s\n0::/\n".formatted(path));
  }

  /** Puts processes into a mount namespace. */
  FakeProc in(String namespace, long... pids) {
    for (var pid : pids) {
      hideNamespace(pid);
      act(() -> Files.createSymbolicLink(folder(pid).resolve("ns/mnt"), Path.of(namespace)));
    }
    return this;
  }

  /** Makes a process one that the caller may not look at. */
  FakeProc foreign(long pid, String uid) {
    file(pid, "status", status(pid, uid));
    act(() -> Files.delete(folder(pid).resolve("environ")));
    return hideNamespace(pid);
  }

  FakeProc hideNamespace(long pid) {
    act(
        () -> {
          Files.createDirectories(folder(pid).resolve("ns"));
          Files.deleteIfExists(folder(pid).resolve("ns/mnt"));
        });
    return this;
  }

  FakeProc file(long pid, String name, String text) {
    act(
        () -> {
          var file = folder(pid).resolve(name);
          Files.createDirectories(file.getParent());
          Files.writeString(file, text);
        });
    return this;
  }

  Path folder(long pid) {
    return root.resolve(String.valueOf(pid));
  }

  /**
   * @param programs the only folder with programs
   */
  Targets targets(Path programs) {
    return new Targets(new Proc(root), new Programs(List.of(programs)), CALLER);
  }

  private interface Action {
    void run() throws IOException;
  }

  private static void act(Action action) {
    try {
      action.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

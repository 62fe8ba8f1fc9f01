package org.criumatrix.vm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.criumatrix.host.HostException;
import org.criumatrix.host.Namespaces;
import org.criumatrix.host.Shell;

/** One machine: brought up by Vagrant, then used over one connection. */
final class Machine implements Namespaces.Transport {

  /**
   * The limit for the boot: an emulated machine on a busy host is slow, and Vagrant first uploads
   * its box.
   */
  private static final Duration UP = Duration.ofMinutes(10);

  private static final Duration DOWN = Duration.ofMinutes(1);

  /** The limit of a command that does nothing. */
  private static final Duration PROMPT = Duration.ofSeconds(15);

  /** The limit of a copy: a distribution for container engines has half a gigabyte. */
  private static final Duration COPY = Duration.ofMinutes(20);

  /** The options for one shared connection, which ends soon after the machine. */
  private static final String CONNECTION =
      """
        ControlPath /run/ssh-%n
        ServerAliveInterval 5
        ServerAliveCountMax 3
        ConnectTimeout 10
        BatchMode yes
      """;

  private final String name;
  private final Room room;
  private final Set<Path> there = new HashSet<>();
  private boolean ordinary;
  private boolean up;

  Machine(String name, Room room) {
    this.name = name;
    this.room = room;
  }

  boolean isUp() {
    return up;
  }

  /**
   * Brings the machine up, if it is not.
   *
   * @return whether it had to be brought up
   */
  boolean bringUp() {
    if (up) {
      return false;
    }
    room.vagrantUp(UP, name);
    var configuration = room.run(UP, "vagrant", "ssh-config", name).stdout().stripTrailing();
    ordinary = !configuration.contains("User root");
    try {
      Files.createDirectories(configuration().getParent());
      Files.writeString(configuration(), configuration + "\n" + CONNECTION);
    } catch (IOException e) {
      throw new HostException(configuration() + " cannot be written", e);
    }
    there.clear();
    // The connection's process stays, so it must not have this process's streams.
    var open = "exec ssh -F \"$0\" -M -f -N \"$1\" >/dev/null 2>&1";
    room.execChecked(UP, "sh", "-c", open, configuration().toString(), name);
    up = true;
    return true;
  }

  private Path configuration() {
    return room.folder().resolve("ssh").resolve(name);
  }

  @Override
  public List<String> to(List<String> argv) {
    var words = (ordinary ? "sudo -n " : "exec ") + Shell.quote(argv);
    return room.to(List.of("ssh", "-F", configuration().toString(), name, words));
  }

  /** Copies a folder or a file to the same path there, if it does not exist. */
  void put(Path what) {
    var path = what.toAbsolutePath().normalize();
    if (there.contains(path)) {
      return;
    }
    var folder = Files.isDirectory(path);
    var parent = Shell.quote((folder ? path : path.getParent()).toString());
    var root = ordinary ? "sudo -n " : "";
    room.execChecked(
        COPY,
        "rsync",
        "-aHX",
        "--checksum",
        "--delete",
        "-e",
        "ssh -F " + configuration(),
        "--rsync-path=" + root + "mkdir -p " + parent + " && " + root + "rsync",
        path + (folder ? "/" : ""),
        name + ":" + path + (folder ? "/" : ""));
    there.add(path);
  }

  boolean answers() {
    try {
      return run(PROMPT, List.of("true")).succeeded();
    } catch (HostException e) {
      return false;
    }
  }

  /** Ends the machine at once: everything that waits for it fails. */
  void end() {
    up = false;
    room.run(DOWN, "virsh", "destroy", name);
    room.run(DOWN, "ssh", "-F", configuration().toString(), "-O", "exit", name);
    room.run(UP, "vagrant", "destroy", "--no-color", "--force", name);
  }

  /**
   * Keeps the output of its console since it was brought up, in particular the kernel's last lines.
   */
  void keepConsole(Path into) {
    var console = room.folder().resolve("console").resolve(name);
    try {
      if (Files.exists(console)) {
        Files.createDirectories(into);
        Files.copy(
            console, into.resolve(name + "-console.log"), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new HostException("the console's log cannot be kept: " + e.getMessage(), e);
    }
  }
}

package org.criumatrix.privilege;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;

/** Who runs something. */
public record Account(String name, int uid, int gid) {

  public static final Account ROOT = new Account("root", 0, 0);

  /**
   * The suite's own; it needs no line in the system's /etc/passwd. A number that no distribution
   * gives away.
   */
  public static final Account ORDINARY = new Account("criu-matrix", 61_174, 61_174);

  /** Whoever the suite runs as, where that is not root. */
  static final Account CALLER = new Account("caller", -1, -1);

  /**
   * The command as this account would run it: no group, capability or privilege of the caller's is
   * left.
   */
  public Command runs(Command command) {
    return runs(command, "--clear-groups");
  }

  /** As {@link #runs}, in the groups of a login of its: its own. */
  public Command runsInLogin(Command command) {
    return runs(command, "--groups=" + gid);
  }

  private Command runs(Command command, String groups) {
    return uid <= 0
        ? command
        : command.prefixed(
            List.of(
                "setpriv", "--reuid=" + uid, "--regid=" + gid, groups, "--inh-caps=-all", "--"));
  }

  /** Where its login begins. */
  public String home() {
    return uid <= 0 ? "/root" : "/home/" + name;
  }

  /** Makes it known on a host, with a home: for programs that look an account up by its number. */
  public void makeLogin(Host host) {
    append(host, "/etc/passwd", "%s:x:%d:%d::%s:/bin/sh%n".formatted(name, uid, gid, home()));
    append(host, "/etc/group", "%s:x:%d:%n".formatted(name, gid));
    host.execChecked(Command.of("install", "-d", "-o" + uid, "-g" + gid, home()));
  }

  private static void append(Host host, String file, String line) {
    var text = new String(host.read(file), StandardCharsets.UTF_8) + line;
    host.write(file, text.getBytes(StandardCharsets.UTF_8), Host.Mode.DATA);
  }

  /** The mode of a new file of this account's. */
  public Host.Mode mode(String octal) {
    return new Host.Mode(octal, uid, gid);
  }
}

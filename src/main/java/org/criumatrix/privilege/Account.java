package org.criumatrix.privilege;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;

/** An account that runs processes. */
public record Account(String name, int uid, int gid) {

  public static final Account ROOT = new Account("root", 0, 0);

  /**
   * The suite's own account, with a UID that no distribution assigns; it needs no line in the
   * system's /etc/passwd.
   */
  public static final Account ORDINARY = new Account("criu-matrix", 61_174, 61_174);

  /** The account that runs the suite, where that is not root. */
  static final Account CALLER = new Account("caller", -1, -1);

  /**
   * Returns the command as this account would run it, without the caller's groups, capabilities and
   * privileges.
   */
  public Command runs(Command command) {
    return runs(command, "--clear-groups");
  }

  /** Returns the command like {@link #runs}, with the groups of this account's login. */
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

  /** Returns the home folder of its login. */
  public String home() {
    return uid <= 0 ? "/root" : "/home/" + name;
  }

  /** Adds the account to a host, with a home, for programs that look up a UID. */
  public void makeLogin(Host host) {
    append(host, "/etc/passwd", "%s:x:%d:%d::%s:/bin/sh%n".formatted(name, uid, gid, home()));
    append(host, "/etc/group", "%s:x:%d:%n".formatted(name, gid));
    host.execChecked(Command.of("install", "-d", "-o" + uid, "-g" + gid, home()));
  }

  private static void append(Host host, String file, String line) {
    var text = new String(host.read(file), StandardCharsets.UTF_8) + line;
    host.write(file, text.getBytes(StandardCharsets.UTF_8), Host.Mode.DATA);
  }

  /** Returns the mode of a new file that this account owns. */
  public Host.Mode mode(String octal) {
    return new Host.Mode(octal, uid, gid);
  }
}

package org.criumatrix.rig;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostException;

/**
 * One end of a pipe, a pair of sockets or a terminal, whose other end belongs to a process that is
 * in no checkpoint.
 */
public final class Lent {

  private static final List<String> NOT_LENT = List.of("nothing is lent", "nothing is lent");

  private final Host host;
  private final String tool;
  private final String kind;
  private final String note;

  /**
   * @param kind {@code pipe}, {@code socket}, {@code tty}
   * @param note the file that gets its names when a program gets the end
   */
  Lent(Host host, String tool, String kind, String note) {
    this.host = host;
    this.tool = tool;
    this.kind = kind;
    this.note = note;
  }

  /** Returns the words before a program and its arguments that give it the end. */
  public List<String> as(int descriptor) {
    return List.of(tool, kind, String.valueOf(descriptor), note);
  }

  /**
   * Returns what CRIU calls it: {@code pipe:[4711]}, the manual pages before CRIU 4.3 have no
   * colon.
   */
  public String key() {
    return names().get(0);
  }

  /** Returns the link of its descriptor in proc(5). */
  public String link() {
    return names().get(1);
  }

  /**
   * Returns the options of a dump. CRIU lets the other end of a pipe be anywhere, and wants the
   * number of a socket itself, not that of its other end (sk-unix.c).
   */
  public String[] dumpOptions() {
    return switch (kind) {
      case "socket" -> new String[] {"--external", key().replace("socket:", "unix")};
      case "tty" -> new String[] {"--external", key()};
      default -> new String[0];
    };
  }

  private List<String> names() {
    try {
      return new String(host.read(note), StandardCharsets.UTF_8).lines().toList();
    } catch (HostException e) {
      return NOT_LENT; // A negative control starts no CRIU that would take it.
    }
  }
}

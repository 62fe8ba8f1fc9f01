package org.criumatrix.site;

import java.util.Comparator;
import java.util.List;
import org.criumatrix.dataset.Answer;
import org.criumatrix.dataset.CellEntry;
import org.criumatrix.matrix.HostName;

/**
 * Who calls CRIU, where: what a result depends on apart from the CRIU build and the kernel.
 *
 * @param host without the name of a machine: {@code machine}, {@code userland:sid}
 * @param runtime {@code none}, {@code docker@sid}
 * @param privilege {@code root}
 */
record Context(String host, String runtime, String privilege) {

  static final String MACHINE = "machine";
  static final String NONE = "none";

  private static final List<String> PRIVILEGES =
      List.of("root", "sudo", "setuid", "capabilities", "unprivileged");

  /** The plainest first: on the machine itself, without a container, as root. */
  static final Comparator<Context> ORDER =
      Comparator.comparing((Context c) -> !c.host.equals(MACHINE))
          .thenComparing(Context::host)
          .thenComparing(c -> !c.runtime.equals(NONE))
          .thenComparing(Context::runtime)
          .thenComparing(Context::privilege, Context::comparePrivileges);

  static Context of(Answer answer) {
    return new Context(answer.host(), answer.runtime(), answer.privilege());
  }

  static Context of(CellEntry cell) {
    return new Context(hostOf(cell.host()), cell.runtime(), cell.caller());
  }

  /** Returns a host without the name of a machine. */
  static String hostOf(String host) {
    return host.equals("local") || HostName.isVirtual(host) || host.startsWith("local+")
        ? MACHINE
        : host;
  }

  static int comparePrivileges(String a, String b) {
    var byRank = Integer.compare(rank(a), rank(b));
    return byRank != 0 ? byRank : a.compareTo(b);
  }

  private static int rank(String privilege) {
    var rank = PRIVILEGES.indexOf(privilege);
    return rank < 0 ? PRIVILEGES.size() : rank;
  }

  /** Returns who calls CRIU, {@code as root}, {@code without root}. */
  String who() {
    return who(privilege);
  }

  static String who(String privilege) {
    return switch (privilege) {
      case "root" -> "as root";
      case "sudo" -> "with sudo";
      case "setuid" -> "as a set-uid program";
      case "capabilities" -> "with file capabilities";
      case "unprivileged" -> "without root";
      default -> "as " + privilege;
    };
  }

  /** Returns where; empty on the machine itself, without a container. */
  String where() {
    var in =
        switch (runtime) {
          case NONE -> "";
          case "namespaces" -> "in namespaces of its own";
          default -> "in " + engine(runtime);
        };
    var on = host.equals(MACHINE) ? "" : host(host);
    return in.isEmpty() || on.isEmpty() ? in + on : in + ", " + on;
  }

  /** Returns an engine's name as people write it: {@code docker of Debian sid}. */
  static String engine(String runtime) {
    var at = runtime.indexOf('@');
    return at < 0
        ? runtime
        : "%s (%s)".formatted(runtime.substring(0, at), suite(runtime.substring(at + 1)));
  }

  private static String host(String host) {
    var parts = host.split(":", 2);
    if (parts.length == 1) {
      return "on " + host;
    }
    return switch (parts[0]) {
      case "userland" -> "with the programs of " + suite(parts[1]);
      case "container" -> "CRIU inside a container of " + parts[1];
      case "vm", "kernel" -> "on " + host;
      default -> "as a job of %s (%s)".formatted(Vocabulary.engine(parts[0]), suite(parts[1]));
    };
  }

  private static String suite(String name) {
    return Vocabulary.suite(name);
  }

  /** Returns {@code as root, in docker}. */
  String words() {
    var where = where();
    return where.isEmpty() ? who() : who() + ", " + where;
  }
}

package org.criumatrix.cell;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostException;
import org.criumatrix.host.HostProcess;
import org.criumatrix.program.Readiness;
import org.criumatrix.workload.Subject;

/** Looks for the sign that a started program may be dumped. */
final class ReadySign {

  /** The kernel's unit of processor time for programs, the same everywhere (time(7)). */
  private static final double TICKS_PER_SECOND = 100;

  /** The state of a listening socket in /proc/net/tcp. */
  private static final String LISTENS = "0A";

  private static final int STATE = 3;
  private static final int USER_TICKS = 11;
  private static final int SYSTEM_TICKS = 12;

  private final Subject subject;
  private final Readiness ready;
  private final long since = System.nanoTime();

  ReadySign(Subject subject, Readiness ready) {
    this.subject = subject;
    this.ready = ready;
  }

  /** Returns whether the sign is there. */
  boolean isThere() {
    var host = subject.host();
    return switch (ready.kind()) {
      case LINE -> found(ready.value(), host, subject.stdout(), subject.stderr());
      case FILE ->
          host.exec(Command.of("test", "-e", ready.value()).in(subject.folder())).succeeded();
      case PORT -> listens(host, Integer.parseInt(ready.value()));
      case CPU -> processorTime(host, subject.tree()) >= ready.number();
      case AFTER -> System.nanoTime() - since >= ready.number() * 1e9;
    };
  }

  /** Returns whether a regular expression is found in a line of one of these files. */
  static boolean found(String pattern, Host host, String... files) {
    var wanted = Pattern.compile(pattern, Pattern.MULTILINE);
    for (var file : files) {
      if (wanted.matcher(text(host, file)).find()) {
        return true;
      }
    }
    return false;
  }

  private static boolean listens(Host host, int port) {
    var suffix = String.format(Locale.ROOT, ":%04X", port);
    return List.of("/proc/net/tcp", "/proc/net/tcp6").stream()
        .flatMap(file -> text(host, file).lines())
        .map(line -> line.strip().split("\\s+"))
        .anyMatch(w -> w.length > STATE && w[1].endsWith(suffix) && w[STATE].equals(LISTENS));
  }

  /** Returns the processor time that processes have used, in seconds. */
  static double processorTime(Host host, List<HostProcess> processes) {
    var ticks = 0L;
    for (var process : processes) {
      var stat = text(host, "/proc/%d/stat".formatted(process.pid()));
      var fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
      if (fields.length > SYSTEM_TICKS) {
        ticks += Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]);
      }
    }
    return ticks / TICKS_PER_SECOND;
  }

  private static String text(Host host, String file) {
    try {
      return new String(host.read(file), StandardCharsets.UTF_8);
    } catch (HostException e) {
      // A process has ended, or the kernel has no IPv6.
      return "";
    }
  }
}

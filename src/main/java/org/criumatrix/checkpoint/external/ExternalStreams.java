package org.criumatrix.checkpoint.external;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.checkpoint.Shells;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.Host.Mode;
import org.criumatrix.workload.Subject;

/**
 * Finds the standard streams of a contained process that lead outside: pipes of an engine, which
 * end with the container, or files of the host. CRIU gets other files in their place.
 */
record ExternalStreams(RuntimeContext context, Subject subject, String folder) {

  /**
   * The first descriptor that CRIU inherits. A plain shell redirects only descriptors of one digit.
   */
  private static final int FIRST = 7;

  private static final String RESTORE_OPTIONS = "/restore-options";

  private static final String REDIRECT =
      "out=$0 err=$1; shift; exec \"$@\" 7</dev/null 8>>\"$out\" 9>>\"$err\"";

  /** Copies $0 and $1 to the ends of $2 and $3. */
  private static final String DRAIN = "cat \"$0\" >>\"$2\" & cat \"$1\" >>\"$3\"; wait";

  /** Adds the options of the dump and of the restore. */
  void addOptions(List<String> dump, List<String> restore) {
    var host = context.host();
    var inside =
        ExternalMounts.visible(host, String.valueOf(subject.pid())).stream()
            .map(MountLine::id)
            .toList();
    var piped = false;
    for (var number = 0; number < 3; number++) {
      var fd = "/proc/%d/fd/%d".formatted(subject.pid(), number);
      var key = host.execChecked(Command.of("readlink", fd)).stdout().strip();
      piped |= key.startsWith("pipe:");
      if (key.startsWith("/")) {
        var mount = mountOf(host, number);
        if (inside.contains(mount)) {
          continue;
        }
        var status = host.execChecked(Command.of("stat", "-L", "-c", "%i %F", fd)).stdout().strip();
        var inode = status.substring(0, status.indexOf(' '));
        piped |= status.endsWith(" fifo");
        key = "file[%x:%x]".formatted(mount, Long.parseLong(inode));
        if (!dump.contains(key)) {
          dump.addAll(List.of("--external", key));
        }
      }
      restore.addAll(List.of("--inherit-fd", "fd[%d]:%s".formatted(FIRST + number, key)));
    }
    if (piped) {
      host.execChecked(Command.of("touch", pipeMark()));
    }
  }

  /** Writes the options of the restore to a file next to the files that they name. */
  static void writeRestoreOptions(Host host, String folder, List<String> later) {
    var text = String.join("\n", later).getBytes(StandardCharsets.UTF_8);
    host.write(folder + RESTORE_OPTIONS, text, Mode.DATA);
  }

  static List<String> readRestoreOptions(Host host, String folder) {
    return new String(host.read(folder + RESTORE_OPTIONS), StandardCharsets.UTF_8).lines().toList();
  }

  /** Returns the file that exists if the streams were pipes at the dump. */
  private String pipeMark() {
    return folder + "/piped";
  }

  private int mountOf(Host host, int fd) {
    var file = "/proc/%d/fdinfo/%d".formatted(subject.pid(), fd);
    var info = new String(host.read(file), StandardCharsets.UTF_8);
    return info.lines()
        .filter(l -> l.startsWith("mnt_id:"))
        .map(l -> Integer.parseInt(l.substring(l.indexOf(':') + 1).strip()))
        .findFirst()
        .orElseThrow();
  }

  /**
   * The files that the process gets as its streams.
   *
   * @param out its stdout
   * @param err its stderr
   * @param drain the PID of the process that copies from pipes to the subject's files; 0 if there
   *     are no pipes
   */
  record NewEnds(String out, String err, int drain) {
    /** Returns a command of CRIU that inherits the files. */
    Command givenTo(Command criu) {
      return criu.prefixed(List.of("sh", "-c", REDIRECT, out, err));
    }
  }

  /** Opens new files for the streams, or pipes if they were pipes at the dump. */
  NewEnds open() {
    var host = context.host();
    var out = subject.stdout();
    var err = subject.home() + "/stderr";
    if (!host.exec(Command.of("test", "-e", pipeMark())).succeeded()) {
      return new NewEnds(out, err, 0);
    }
    // Pipes again: CRIU sets the flags of the dumped pipe on what it inherits, and a file would not
    // append.
    var pipes = List.of(folder + "/stdout", folder + "/stderr");
    pipes.forEach(p -> host.exec(Command.of("rm", "-f", p)));
    pipes.forEach(p -> host.execChecked(Command.of("mkfifo", p)));
    // CRIU opens them again as the container's account.
    var owner = Math.max(context.account().uid(), 0) + ":" + Math.max(context.account().gid(), 0);
    pipes.forEach(p -> host.execChecked(Command.of("chown", owner, p)));
    var drain =
        Shells.script(DRAIN, pipes.get(0), pipes.get(1), out, err)
            .withOutputs("", "")
            .within(Duration.ZERO);
    return new NewEnds(pipes.get(0), pipes.get(1), host.start(drain).pid());
  }
}

package org.criumatrix.target;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.criumatrix.target.TargetException.Answer;

/**
 * Finds out whether anything can be answered about a process at all.
 *
 * @param caller this program's own PID
 */
record Checks(Proc proc, long caller) {

  /** A line of mountinfo; the options of hidepid are in proc(5). */
  private static final Pattern HIDES = Pattern.compile(" - proc .*\\bhidepid=[1-9a-np-z]");

  /**
   * Returns why there is no advice on a process: the first reason of those in {@link Answer}.
   *
   * @param all the processes that were seen
   */
  Optional<TargetException> refusal(Map<Long, ProcessStat> all, long pid) {
    var known = proc.stat(pid);
    if (known.isEmpty()) {
      return refused(Answer.NO_PROCESS, "there is no process " + pid + hidden());
    }
    var process = known.get();
    var name = process.describe();
    var owner = proc.status(pid, "Tgid").map(Long::parseLong).orElse(pid);
    if (owner != pid) {
      return refused(
          Answer.NO_PROCESS, "%d is a thread of process %d: give that PID".formatted(pid, owner));
    }
    if (process.isKernelThread()) {
      return refused(
          Answer.IMPOSSIBLE,
          name + " is a thread of the kernel: CRIU dumps processes of user space");
    }
    if (process.hasEnded()) {
      return refused(
          Answer.NO_PROCESS,
          "%s has ended and is a zombie until its parent, process %d, collects it"
              .formatted(name, process.parent()));
    }
    return isImpossible(all, process).or(() -> isNotReadable(process));
  }

  private Optional<TargetException> isImpossible(Map<Long, ProcessStat> all, ProcessStat process) {
    var name = process.describe();
    if (process.pid() == 1) {
      return refused(
          Answer.IMPOSSIBLE,
          name
              + " is the first process of this system or container, and all others are below it:"
              + " give the PID of a service, a job or a container instead; dump a container from"
              + " outside");
    }
    if (process.pid() == caller) {
      return refused(
          Answer.IMPOSSIBLE,
          name + " is this command itself: give the PID of the program that is to be dumped");
    }
    if (contains(all, process.pid(), caller)) {
      return refused(
          Answer.IMPOSSIBLE,
          name
              + " has started this command, so that a dump of it would include this command and"
              + " CRIU: give the PID of the program itself, or call this command from another"
              + " terminal");
    }
    return Optional.empty();
  }

  /** Whether a process is the other one or one of its ancestors. */
  static boolean contains(Map<Long, ProcessStat> all, long ancestor, long pid) {
    return Proc.line(all, pid).stream().anyMatch(p -> p.pid() == ancestor);
  }

  /**
   * Asks by the link of a namespace, for which the kernel has the same condition as for everything
   * that an inventory reads (PTRACE_MODE_READ in ptrace(2)).
   */
  private Optional<TargetException> isNotReadable(ProcessStat process) {
    var pid = process.pid();
    if (proc.mountNamespace(pid).isPresent()) {
      return Optional.empty();
    }
    if (proc.stat(pid).isEmpty()) {
      return refused(Answer.NO_PROCESS, process.describe() + " has ended meanwhile");
    }
    var uid = uid(pid);
    if (uid.equals(uid(caller))) {
      return refused(
          Answer.UNKNOWN,
          process.describe()
              + " is protected from its own account (a set-uid program, one with capabilities, or"
              + " PR_SET_DUMPABLE): run as root");
    }
    var remedy = uid.equals("0") ? "run as root" : "run as root or as that account";
    return refused(
        Answer.UNKNOWN,
        "%s belongs to another account, %s: %s"
            .formatted(process.describe(), account(pid, uid), remedy));
  }

  private String uid(long pid) {
    return proc.status(pid, "Uid").map(ids -> ids.split("\\s+")[0]).orElse("?");
  }

  /** Returns {@code alice (UID 1000)}. */
  private String account(long pid, String uid) {
    try {
      var folder = proc.root().resolve(String.valueOf(pid));
      if (Files.getAttribute(folder, "unix:uid").toString().equals(uid)) {
        return "%s (UID %s)".formatted(Files.getOwner(folder).getName(), uid);
      }
    } catch (IOException e) {
      // The number will do.
    }
    return "UID " + uid;
  }

  /** Returns a hint if /proc may hide processes of other accounts, otherwise nothing. */
  String hidden() {
    var hides =
        proc.read(caller, "mountinfo").stream()
            .flatMap(String::lines)
            .anyMatch(mount -> HIDES.matcher(mount).find());
    return hides ? "; /proc may hide it, since it is mounted with hidepid: run as root" : "";
  }

  private static Optional<TargetException> refused(Answer answer, String message) {
    return Optional.of(new TargetException(answer, message));
  }
}

package org.criumatrix.runtime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.criumatrix.host.Command;
import org.criumatrix.host.Facts;
import org.criumatrix.host.Host;
import org.criumatrix.host.Host.Mode;
import org.criumatrix.privilege.Account;
import org.criumatrix.workload.Launch.Started;
import org.criumatrix.workload.Subject;

/**
 * Calls CRIU from outside for a contained process, with all that is to be known of the container:
 * its mounts are the host's, and so are the descriptors that it was started with. Nothing is known
 * in advance: all is read from /proc.
 *
 * @param sandbox whether the root is a folder that is named so: {@code sandbox-NAME}, and what is
 *     private to the container has to be copied; else the root is found like any mount, and CRIU
 *     takes care of what is private
 */
record Outside(boolean sandbox) implements Checkpointer {

  private static final Set<String> CRIU_MAKES = Set.of("proc", "sysfs");
  private static final Set<String> GROUPS = Set.of("cgroup", "cgroup2");

  /** What connects the container with its host; named so that CRIU does not refuse them. */
  private static final List<String> BOTH =
      List.of("--tcp-established", "--file-locks", "--link-remap");

  /** Descriptors of a call: a plain shell's have one digit. */
  private static final int FIRST_DESCRIPTOR = 7;

  /**
   * CRIU gives them the flags of the pipes in whose place they come, which do not append: hence to
   * the end.
   */
  private static final String WITH_DESCRIPTORS =
      """
      exec 7</dev/null 8<>"$1" 9<>"$2"
      cat <&8 >/dev/null
      cat <&9 >/dev/null
      shift 2
      exec "$@\"""";

  /** A copy of what only the container sees: $0 its process, $1 the path inside, $2 the place. */
  private static final String COPY =
      """
      set -e
      from=/proc/$0/root$1
      if [ -d "$from" ]; then
        mkdir "$2"
        mount -t tmpfs -o mode=$(stat -c %a "$from") criu-matrix "$2"
        chown "$(stat -c %u:%g "$from")" "$2"
        cp -a "$from/." "$2/"
      else
        cp -a "$from" "$2.copy"
        touch "$2"
        mount --bind "$2.copy" "$2"
      fi
      """;

  private static final String BIND =
      """
      if [ -d "$0" ]; then mkdir "$1"; else touch "$1"; fi
      mount --bind "$0" "$1"
      """;

  private static final String RELEASE =
      """
      [ -d "$0" ] || exit 0
      for place in "$0"/*; do umount -l "$place" 2>/dev/null || true; done
      rm -rf "$0"
      """;

  @Override
  public CriuCall dump(Place place, Subject subject, String images, List<String> options) {
    var host = place.host();
    release(place, subject);
    host.mkdir(pins(place, subject), Mode.PRIVATE);
    var words = new ArrayList<>(List.of("-t", String.valueOf(subject.pid())));
    var later = new ArrayList<String>();
    mounts(place, subject, words, later);
    descriptors(host, subject, words, later);
    if (!leadsItsSession(host, subject)) {
      words.add("--shell-job");
      later.add("--shell-job");
    }
    later.addAll(BOTH);
    words.addAll(BOTH);
    words.addAll(options);
    host.write(
        pins(place, subject) + "/restore",
        String.join("\n", later).getBytes(StandardCharsets.UTF_8),
        Mode.DATA);
    return place.criu().callAs("dump", images, words, c -> overOthers(place, c));
  }

  private static boolean leadsItsSession(Host host, Subject subject) {
    return host.processes().stream()
        .anyMatch(p -> p.pid() == subject.pid() && p.session() == subject.pid());
  }

  /**
   * Without CAP_SYS_RESOURCE root may read another account's limits under that account's real ids
   * alone (prlimit(2)). The kernel's probes are in CRIU's cache by then: libxtables would refuse
   * different ids.
   */
  private static Command overOthers(Place place, Command criu) {
    var account = place.account();
    if (account.uid() <= 0 || place.host().facts().has(Facts.CAP_SYS_RESOURCE)) {
      return criu;
    }
    place.host().exec(Command.of(place.criu().prepared().program(), "check"));
    return criu.prefixed(realIds(account));
  }

  private static List<String> realIds(Account account) {
    return List.of(
        "setpriv", "--ruid=" + account.uid(), "--rgid=" + account.gid(), "--clear-groups", "--");
  }

  private static String pins(Place place, Subject subject) {
    return place.folder() + "/pins-of-" + subject.name();
  }

  private static List<MountLine> mountsOf(Host host, String who) {
    var text = new String(host.read("/proc/" + who + "/mountinfo"), StandardCharsets.UTF_8);
    return MountLine.visible(MountLine.parse(text));
  }

  /** Each is bound aside now: engines take theirs away when the container ends. */
  private void mounts(Place place, Subject subject, List<String> words, List<String> later) {
    var host = place.host();
    var own = mountsOf(host, "self");
    var pins = pins(place, subject);
    later.addAll(List.of("--root", pins + "/root", "--mntns-compat-mode"));
    if (sandbox) {
      bind(host, Sandbox.folder(place, subject.name()), pins + "/root");
    }
    var number = 0;
    for (var mount : mountsOf(host, String.valueOf(subject.pid()))) {
      var source = mount.seenBy(own);
      var pin = pins + "/" + ++number;
      if (mount.at().equals("/")) {
        source.filter(s -> !sandbox).ifPresent(s -> bind(host, s, pins + "/root"));
      } else if (source.isPresent() && GROUPS.contains(mount.type())) {
        external(mount.at(), source.get(), words, later);
      } else if (source.isPresent()) {
        bind(host, source.get(), pin);
        external(mount.at(), pin, words, later);
      } else if (sandbox && !CRIU_MAKES.contains(mount.type())) {
        var pid = String.valueOf(subject.pid());
        host.must(Command.of("sh", "-c", COPY, pid, mount.at(), pin));
        external(mount.at(), pin, words, later);
      }
    }
  }

  private static void bind(Host host, String source, String pin) {
    host.must(Command.of("sh", "-c", BIND, source, pin));
  }

  private static void external(String at, String source, List<String> words, List<String> later) {
    words.addAll(List.of("--external", "mnt[%s]:%s".formatted(at, at)));
    later.addAll(List.of("--external", "mnt[%s]:%s".formatted(at, source)));
  }

  /**
   * Those that it was started with and that lead outside: pipes of the engine's, files of the
   * host's.
   */
  private static void descriptors(
      Host host, Subject subject, List<String> words, List<String> later) {
    var inside = mountsOf(host, String.valueOf(subject.pid())).stream().map(MountLine::id).toList();
    for (var number = 0; number < 3; number++) {
      var fd = "/proc/%d/fd/%d".formatted(subject.pid(), number);
      var link = host.must(Command.of("readlink", fd)).stdout().strip();
      var key = link;
      if (link.startsWith("/")) {
        var mount = mountOf(host, subject.pid(), number);
        if (inside.contains(mount)) {
          continue;
        }
        var inode = host.must(Command.of("stat", "-L", "-c", "%i", fd)).stdout().strip();
        key = "file[%x:%x]".formatted(mount, Long.parseLong(inode));
        if (words.stream().noneMatch(key::equals)) {
          words.addAll(List.of("--external", key));
        }
      }
      later.addAll(List.of("--inherit-fd", "fd[%d]:%s".formatted(FIRST_DESCRIPTOR + number, key)));
    }
  }

  private static int mountOf(Host host, int pid, int fd) {
    var info =
        new String(host.read("/proc/%d/fdinfo/%d".formatted(pid, fd)), StandardCharsets.UTF_8);
    return info.lines()
        .filter(l -> l.startsWith("mnt_id:"))
        .map(l -> Integer.parseInt(l.substring(l.indexOf(':') + 1).strip()))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public CriuCall restore(Place place, Subject subject, String images, List<String> options) {
    var host = place.host();
    var saved = new String(host.read(pins(place, subject) + "/restore"), StandardCharsets.UTF_8);
    var pidFile = images + "/restored.pid";
    host.exec(Command.of("rm", "-f", pidFile));
    // A sibling: the job of an apptainer asks to be killed when its parent, CRIU, ends.
    var words = new ArrayList<>(List.of("-d", "--restore-sibling", "--pidfile", pidFile));
    words.addAll(saved.lines().toList());
    words.addAll(options);
    var prefix =
        List.of("sh", "-c", WITH_DESCRIPTORS, "sh", subject.stdout(), subject.home() + "/stderr");
    var call = place.criu().callAs("restore", images, words, c -> c.prefixed(prefix));
    if (call.exit().good()) {
      var pid = Integer.parseInt(new String(host.read(pidFile), StandardCharsets.UTF_8).strip());
      if (pid != subject.pid()) {
        subject.goesOnAs(new Started(pid, pid));
      } else {
        subject.speaksForItself();
      }
    }
    return call;
  }

  /** What was bound aside is let go. */
  static void release(Place place, Subject subject) {
    place.host().must(Command.of("sh", "-c", RELEASE, pins(place, subject)));
  }
}

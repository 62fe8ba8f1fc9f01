package org.criumatrix.rig;

import java.util.List;
import java.util.Optional;
import org.criumatrix.cell.CellEnvironment;
import org.criumatrix.cell.Fault;
import org.criumatrix.cell.Subjects;
import org.criumatrix.cell.Waits;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.workload.Installed;
import org.criumatrix.workload.Subject;

/** What changes on a node while a program is not running, or while it runs. */
public final class NodeChanges {

  /** The note with the build ID begins with these bytes; twelve bytes later comes the ID. */
  private static final String REBUILT =
      """
      note=$(LC_ALL=C grep -obUaP -m 1 '\\x14\\x00\\x00\\x00\\x03\\x00\\x00\\x00GNU\\x00' "$1.new" | head -n 1 | cut -d : -f 1)
      [ -n "$note" ] || { echo "$1 has no build ID" >&2; exit 1; }
      printf 'another build' | dd of="$1.new" bs=1 seek=$((note + 12)) conv=notrunc status=none
      """;

  private static final String LONGER = "printf x >>\"$1.new\"\n";

  /** The name of a virtual cable's end before the dump. */
  private static final String DUMPED = "criudumped";

  /** The name of a virtual cable's end that a restore takes away. */
  private static final String SPARE = "criuspare";

  /** The device goes with its last mount, also when the host is killed. */
  private static final String DISK =
      """
      truncate -s 8M "$0.img"
      mkfs.ext4 -q "$0.img"
      mkdir "$0"
      mount -o loop "$0.img" "$0"
      awk -v place="$0" '$2 == place { print $1 }' /proc/self/mounts
      """;

  private final CellEnvironment environment;
  private final Subjects subjects;
  private final Waits waits;

  NodeChanges(CellEnvironment environment, Subjects subjects, Waits waits) {
    this.environment = environment;
    this.subjects = subjects;
    this.waits = waits;
  }

  /**
   * Replaces the program or the library of an {@link Installed} workload, as a package manager
   * does: another file gets its name.
   *
   * @param how {@code copy}: the same content; {@code rebuilt}: the same size and another build ID;
   *     {@code longer}: another size
   */
  public void replace(Subject subject, String how) {
    change(subject, how, "");
  }

  private void change(Subject subject, String how, String before) {
    var script = "cp -p -- \"$1\" \"$1.new\"\n" + edit(how) + before + "mv -- \"$1.new\" \"$1\"\n";
    run(subject, script);
  }

  private static String edit(String how) {
    return switch (how) {
      case "copy" -> "";
      case "rebuilt" -> REBUILT;
      case "longer" -> LONGER;
      default -> throw new IllegalArgumentException(how);
    };
  }

  private static void run(Subject subject, String script) {
    var file = ((Installed) subject.workload()).file();
    subject.host().execChecked(Command.of("sh", "-euc", script, "sh", file).in(subject.folder()));
  }

  /** Something else than what the program was dumped with has the name of its file. */
  public Fault replaced(Subject subject, String how) {
    return new Change("the file was replaced: " + how) {
      @Override
      void begin() {
        change(subject, how, "ln -- \"$1\" \"$1.old\"\n");
      }

      @Override
      public void end() {
        run(subject, "mv -- \"$1.old\" \"$1\"\n");
      }
    };
  }

  /** Changes the mode of each file in the subject's working folder. */
  public void chmodAll(Subject subject, String octal) {
    var each = "chmod \"$0\" -- *";
    subject.host().execChecked(Command.of("sh", "-c", each, octal).in(subject.folder()));
  }

  /** Mounts another node of the same device over a device until the cell has ended. */
  public void coverDevice(String path) {
    var context = environment.first();
    var node = context.folder() + "/node";
    context.host().execChecked(Command.of("cp", "-a", "--", path, node));
    cover(node, path);
  }

  /**
   * Makes a namespace, which exists until the cell has ended.
   *
   * @param kind {@code net}, {@code uts}, {@code ipc}, {@code pid}
   * @return its file
   */
  public String namespace(String kind) {
    var host = environment.first().host();
    var file = environment.first().folder() + "/" + kind;
    host.write(file, new byte[0], Host.Mode.DATA);
    host.execChecked(Command.of("unshare", "--%s=%s".formatted(kind, file), "--fork", "true"));
    environment.whenReleased(() -> host.execChecked(Command.of("umount", file)));
    return file;
  }

  /**
   * Connects a subject's network with the host's, by a virtual cable.
   *
   * @param outer the name of the host's end after a restore
   */
  public void cable(Subject subject, String inner, String outer) {
    List.of(DUMPED, outer)
        .forEach(
            name ->
                environment.whenReleased(
                    () -> subject.host().exec(Command.of("ip", "link", "delete", name))));
    var pid = String.valueOf(subject.pid());
    subject
        .host()
        .execChecked(
            Command.of(
                "ip", "link", "add", DUMPED, "type", "veth", "peer", "name", inner, "netns", pid));
  }

  /**
   * Gives a subject's network a device that shares one of the host.
   *
   * @return the host's device
   */
  public String macvlan(Subject subject, String inner) {
    var pid = String.valueOf(subject.pid());
    var make =
        "ip link add %1$s type veth peer name %1$s2 && ip link set %1$s up && ip link set %1$s2 up"
            + " && ip link add link %1$s name \"$0\" type macvlan && ip link set \"$0\" netns \"$1\"";
    environment.whenReleased(() -> subject.host().exec(Command.of("ip", "link", "delete", DUMPED)));
    subject.host().execChecked(Command.of("sh", "-euc", make.formatted(DUMPED), inner, pid));
    return DUMPED;
  }

  /**
   * Makes a virtual cable, both ends of which the host has until the cell has ended.
   *
   * @return one of its ends
   */
  public String spareCable() {
    var host = environment.first().host();
    environment.whenReleased(() -> host.exec(Command.of("ip", "link", "delete", SPARE + "2")));
    host.execChecked(
        Command.of("ip", "link", "add", SPARE, "type", "veth", "peer", "name", SPARE + "2"));
    return SPARE;
  }

  /**
   * Lends programs an end of something.
   *
   * @param kind {@code pipe}, {@code socket}, {@code tty}
   * @param name another one for each that the cell needs
   */
  public Lent lends(String kind, String name) {
    var context = environment.first();
    var note = "%s/lent-%s".formatted(context.folder(), name);
    return new Lent(context.host(), tool(context, "lend"), kind, note);
  }

  /**
   * Makes a disk with a file system, which the host has mounted until the cell has ended.
   *
   * @return its device
   */
  public String disk() {
    var context = environment.first();
    var place = context.folder() + "/disk";
    var made = context.host().exec(Command.of("sh", "-euc", DISK, place));
    CellEnvironment.requireAvailable(
        made.succeeded() ? Optional.empty() : Optional.of("no disk: " + made.stderr().strip()));
    environment.whenReleased(() -> context.host().execChecked(Command.of("umount", place)));
    return made.stdout().strip();
  }

  private void cover(String by, String path) {
    var host = environment.first().host();
    host.execChecked(Command.of("mount", "--bind", by, path));
    // Whoever has it open keeps it mounted.
    environment.whenReleased(() -> host.execChecked(Command.of("umount", "--lazy", path)));
  }

  /** Something that has gone wrong already, and that the next call of CRIU has to notice. */
  public static Fault already(String about) {
    return new Change(about) {
      @Override
      void begin() {}
    };
  }

  /** Another process has the PID of the program. */
  public Fault pidTaken(Subject subject) {
    return taken(subject, "pid", subject.pid());
  }

  /** A session that the program does not belong to has its number, and no process its PID. */
  public Fault sessionTaken(Subject subject) {
    return taken(subject, "session", subject.pid());
  }

  /** Another process listens on a port of the program. */
  public Fault portTaken(Subject subject, int port) {
    return taken(subject, "port", port);
  }

  private Fault taken(Subject subject, String what, int number) {
    var context = subjects.of(subject).context();
    return new Change("the %s %d was taken".formatted(what, number)) {
      private Optional<String> holder = Optional.empty();

      @Override
      void begin() {
        var take = List.of(tool(context, "take"), what, String.valueOf(number));
        holder = Optional.of(context.host().execChecked(Command.of(take)).stdout().strip());
      }

      @Override
      public void end() {
        holder.ifPresent(pid -> release(context.host(), tool(context, "end"), pid));
      }
    };
  }

  private void release(Host host, String tool, String pid) {
    var limit = String.valueOf(waits.settle().toMillis());
    host.execChecked(Command.of(tool, limit, pid));
  }

  private static String tool(RuntimeContext context, String name) {
    return context.workloads() + "/tools/" + name;
  }

  /** A change that needs no other call of CRIU. */
  private abstract static class Change implements Fault {
    private final String about;

    Change(String about) {
      this.about = about;
    }

    abstract void begin();

    @Override
    public String about() {
      return about;
    }

    @Override
    public RuntimeContext begin(RuntimeContext context, String images) {
      begin();
      return context;
    }
  }
}

package org.criumatrix.checkpoint.external;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.checkpoint.Shells;
import org.criumatrix.checkpoint.image.Sandbox;
import org.criumatrix.host.Host;
import org.criumatrix.workload.Subject;

/**
 * Binds the mounts of a contained process to pins. The engine removes its mounts when the container
 * ends, and a restore needs them.
 *
 * @param images the folder of the images that the pins belong to
 * @param sandbox as in {@link ExternalCriu}
 */
record ExternalMounts(RuntimeContext context, Subject subject, String images, boolean sandbox) {

  private static final String SYSFS = "sysfs";
  private static final String SYS = "/sys";
  private static final Set<String> CRIU_MAKES = Set.of("proc", SYSFS);
  private static final Set<String> GROUPS = Set.of("cgroup", "cgroup2");

  /** Copies files that only the container has: $0 its process, $1 the path inside, $2 the pin. */
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

  private static final String MAKE = "mkdir -p \"$0\"";

  private static final String BIND =
      """
      set -e
      if [ -d "$0" ]; then mkdir "$1"; else touch "$1"; fi
      mount --bind "$0" "$1"
      """;

  /**
   * Unmounts the pins of removed files, which cannot be bound. The empty files below those pins
   * can.
   */
  private static final String UNMOUNT_REMOVED =
      """
      for pin in "$0"/*; do
        ! mountpoint -q "$pin" || [ "$(stat -c %h "$pin")" != 0 ] || umount "$pin"
      done
      """;

  private static final String RELEASE =
      """
      for pins in "$0"/*; do
        [ -d "$pins" ] || continue
        for pin in "$pins"/*; do ! mountpoint -q "$pin" || umount -l "$pin"; done
      done
      rm -rf "$0"
      """;

  /** Returns the visible mounts of a process. */
  static List<MountLine> visible(Host host, String process) {
    var text = new String(host.read("/proc/" + process + "/mountinfo"), StandardCharsets.UTF_8);
    return MountLine.visible(MountLine.parse(text));
  }

  /** Returns the folder of the pins, which also keeps other files for the restore. */
  String folder() {
    return allPins(context, subject) + images.substring(images.lastIndexOf('/'));
  }

  private static String allPins(RuntimeContext context, Subject subject) {
    return context.folder() + "/pins-of-" + subject.name();
  }

  /** Binds all mounts to pins and adds the options for the dump and for the restore. */
  void bind(List<String> dump, List<String> restore) {
    // Keep the pins of an earlier dump: a restored process uses them.
    run(MAKE, folder());
    var root = folder() + "/root";
    restore.addAll(List.of("--root", root, "--mntns-compat-mode"));
    if (sandbox) {
      bind(Sandbox.folder(context, subject.name()), root);
    }
    var own = visible(context.host(), "self");
    var number = 0;
    var inside = visible(context.host(), String.valueOf(subject.pid()));
    for (var mount : inside) {
      var source = mount.pathIn(own);
      var pin = folder() + "/" + ++number;
      if (mount.mountPoint().equals("/")) {
        source.filter(s -> !sandbox).ifPresent(s -> bind(s, root));
      } else if (mount.isRemoved()) {
        // CRIU makes an empty file at the pin.
        external(mount.mountPoint(), pin, dump, restore);
      } else if (source.isPresent() && GROUPS.contains(mount.type())) {
        // The control group ends with the container, and CRIU makes it again.
        external(mount.mountPoint(), source.get(), dump, restore);
      } else if (source.isPresent()) {
        bind(source.get(), pin);
        external(mount.mountPoint(), pin, dump, restore);
      } else if (mount.type().equals(SYSFS) && mount.isPartWithoutWhole(inside)) {
        bind(SYS + mount.root(), pin);
        external(mount.mountPoint(), pin, dump, restore);
      } else if (sandbox && !CRIU_MAKES.contains(mount.type())
          || mount.isPartWithoutWhole(inside)) {
        run(COPY, String.valueOf(subject.pid()), mount.mountPoint(), pin);
        external(mount.mountPoint(), pin, dump, restore);
      }
    }
  }

  private void bind(String source, String pin) {
    run(BIND, source, pin);
  }

  private static void external(String at, String source, List<String> dump, List<String> restore) {
    dump.addAll(List.of("--external", "mnt[%s]:%s".formatted(at, at)));
    restore.addAll(List.of("--external", "mnt[%s]:%s".formatted(at, source)));
  }

  /** Prepares the pins for a restore: engines remove files that they made for the container. */
  void unmountRemoved() {
    run(UNMOUNT_REMOVED, folder());
  }

  /** Unmounts all pins of a subject. */
  static void release(RuntimeContext context, Subject subject) {
    context.host().execChecked(Shells.script(RELEASE, allPins(context, subject)));
  }

  private void run(String script, String... args) {
    context.host().execChecked(Shells.script(script, args));
  }
}

package org.criumatrix.checkpoint.plain;

import java.util.ArrayList;
import java.util.List;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Host.Mode;
import org.criumatrix.workload.Subject;

/**
 * A mount namespace with a root of its own: an empty folder of the cell that shows only what is
 * bound there, under the same paths as on the host. CRIU leaves those mounts out and binds them
 * again.
 *
 * @param path the folder
 * @param bound files and folders of the host
 */
record OwnRoot(RuntimeContext context, String path, List<String> bound) {

  /** The files of the host that every such root shows. */
  static final List<String> MIN_BOUND = List.of("/dev/null");

  /**
   * Describes the root of a subject.
   *
   * @param more files and folders to bind in addition to the subject's own
   */
  static OwnRoot of(RuntimeContext context, String name, List<String> more) {
    var bound = new ArrayList<>(more);
    bound.addAll(List.of(context.workloads(), context.folder() + "/" + name));
    return new OwnRoot(context, context.folder() + "/root-of-" + name, bound);
  }

  static OwnRoot of(RuntimeContext context, Subject subject, List<String> more) {
    return of(context, subject.name(), more);
  }

  /**
   * Makes the root.
   *
   * @param folders private folders, below the root
   */
  void make(List<String> folders) {
    context.host().mkdir(path, Mode.PUBLIC);
    folders.forEach(folder -> context.host().mkdir(path + folder, Mode.PUBLIC));
  }

  /** Returns the command prefix that runs a program in it. */
  List<String> enterCommand() {
    var enter = new ArrayList<>(List.of(context.workloads() + "/tools/enter"));
    bound.forEach(mount -> enter.addAll(List.of("--bind", mount)));
    // CRIU gets no option for the folder of working folders: the case adds it.
    if (!context.working().isEmpty()) {
      enter.addAll(List.of("--bind", context.working()));
    }
    enter.add(path);
    return enter;
  }

  /** Returns CRIU's options for a dump. */
  List<String> dumpOptions() {
    return bound.stream().flatMap(mount -> external(mount).stream()).toList();
  }

  /** Returns CRIU's options for a restore. */
  List<String> restoreOptions() {
    var args = new ArrayList<>(List.of("--root", path));
    args.addAll(dumpOptions());
    return args;
  }

  /**
   * Returns the option that names a mount. At the dump it gives a mount point a name, and at the
   * restore it gives that name a source: all three are the same path here.
   */
  private static List<String> external(String mount) {
    return List.of("--external", "mnt[" + mount + "]:" + mount);
  }
}

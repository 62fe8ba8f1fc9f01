package org.criumatrix.checkpoint.plain;

import java.util.ArrayList;
import java.util.List;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Host.Mode;
import org.criumatrix.workload.Subject;

/**
 * A mount namespace with a root of its own, which is an empty folder of the cell's and in which
 * nothing is seen but what is bound there, under the same paths: mounts of the host's, which CRIU
 * leaves out and binds again.
 *
 * @param path of the folder
 * @param bound files and folders
 */
record OwnRoot(RuntimeContext context, String path, List<String> bound) {

  /** What is the host's in any case. */
  static final List<String> MIN_BOUND = List.of("/dev/null");

  /**
   * @param more of the host's
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
   * Makes it.
   *
   * @param folders private to it, below the root
   */
  void make(List<String> folders) {
    context.host().mkdir(path, Mode.PUBLIC);
    folders.forEach(folder -> context.host().mkdir(path + folder, Mode.PUBLIC));
  }

  /** What runs a program in it. */
  List<String> enterCommand() {
    var enter = new ArrayList<>(List.of(context.workloads() + "/tools/enter"));
    bound.forEach(mount -> enter.addAll(List.of("--bind", mount)));
    // The folder of working folders is the case's to speak of.
    if (!context.working().isEmpty()) {
      enter.addAll(List.of("--bind", context.working()));
    }
    enter.add(path);
    return enter;
  }

  /** CRIU's options for it at a dump. */
  List<String> dumpOptions() {
    return bound.stream().flatMap(mount -> external(mount).stream()).toList();
  }

  List<String> restoreOptions() {
    var args = new ArrayList<>(List.of("--root", path));
    args.addAll(dumpOptions());
    return args;
  }

  /**
   * A mount inside and its name in the images, and on restore that name and what is mounted: all
   * the same path here.
   */
  private static List<String> external(String mount) {
    return List.of("--external", "mnt[" + mount + "]:" + mount);
  }
}

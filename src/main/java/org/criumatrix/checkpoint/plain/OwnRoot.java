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
record OwnRoot(RuntimeContext place, String path, List<String> bound) {

  /** What is the host's in any case. */
  static final List<String> LEAST = List.of("/dev/null");

  /**
   * @param more of the host's
   */
  static OwnRoot of(RuntimeContext place, String name, List<String> more) {
    var bound = new ArrayList<>(more);
    bound.addAll(List.of(place.workloads(), place.folder() + "/" + name));
    return new OwnRoot(place, place.folder() + "/root-of-" + name, bound);
  }

  static OwnRoot of(RuntimeContext place, Subject subject, List<String> more) {
    return of(place, subject.name(), more);
  }

  /**
   * Makes it.
   *
   * @param folders private to it, below the root
   */
  void make(List<String> folders) {
    place.host().mkdir(path, Mode.PUBLIC);
    folders.forEach(folder -> place.host().mkdir(path + folder, Mode.PUBLIC));
  }

  /** What runs a program in it. */
  List<String> entering() {
    var enter = new ArrayList<>(List.of(place.workloads() + "/tools/enter"));
    bound.forEach(mount -> enter.addAll(List.of("--bind", mount)));
    // The folder of working folders is the case's to speak of.
    if (!place.working().isEmpty()) {
      enter.addAll(List.of("--bind", place.working()));
    }
    enter.add(path);
    return enter;
  }

  /** CRIU's options for it at a dump. */
  List<String> whenDumped() {
    return bound.stream().flatMap(mount -> external(mount).stream()).toList();
  }

  List<String> whenRestored() {
    var words = new ArrayList<>(List.of("--root", path));
    words.addAll(whenDumped());
    return words;
  }

  /**
   * A mount inside and its name in the images, and on restore that name and what is mounted: all
   * the same path here.
   */
  private static List<String> external(String mount) {
    return List.of("--external", "mnt[" + mount + "]:" + mount);
  }
}

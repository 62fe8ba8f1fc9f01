package org.criumatrix.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.criumatrix.host.Host;
import org.criumatrix.host.Host.Mode;
import org.criumatrix.workload.Subject;
import org.criumatrix.workload.Workload;

/**
 * What every container begins with and nothing else of one: a mount namespace with a root of its
 * own, in which a subject sees just its program, its folders and its output. They are mounts of the
 * host's, which CRIU is told to leave out and to bind again.
 */
final class Unshare implements Runtime {

  private static final String NULL = "/dev/null";

  @Override
  public String name() {
    return "unshare";
  }

  @Override
  public Optional<String> unavailable(Host host) {
    return host.facts().root()
        ? Optional.empty()
        : Optional.of("a mount namespace of one's own needs root");
  }

  @Override
  public Subject start(Place place, String name, Workload workload, boolean terminal) {
    var root = root(place, name);
    place.host().mkdir(root, Mode.PUBLIC);
    place.host().mkdir(root + "/proc", Mode.PUBLIC);
    var enter = new ArrayList<>(List.of(place.workloads() + "/tools/enter"));
    var seen = new ArrayList<>(outside(place, name));
    if (!place.working().isEmpty()) {
      seen.add(place.working());
    }
    seen.forEach(path -> enter.addAll(List.of("--bind", path)));
    enter.add(root);
    return place.launch(name, terminal).within(c -> c.prefixed(enter)).start(workload);
  }

  private static String root(Place place, String name) {
    return place.folder() + "/root-of-" + name;
  }

  /** What is the host's in any case; the folder of working folders is the case's to speak of. */
  private static List<String> outside(Place place, String name) {
    return List.of(NULL, place.workloads(), place.folder() + "/" + name);
  }

  @Override
  public CriuCall dump(Place place, Subject subject, String images, List<String> options) {
    var words = new ArrayList<>(List.of("-t", String.valueOf(subject.pid())));
    outside(place, subject.name()).forEach(p -> words.addAll(external(p)));
    words.addAll(options);
    return place.criu().call("dump", images, words);
  }

  @Override
  public CriuCall restore(Place place, Subject subject, String images, List<String> options) {
    var words = new ArrayList<>(List.of("-d", "--root", root(place, subject.name())));
    outside(place, subject.name()).forEach(p -> words.addAll(external(p)));
    words.addAll(options);
    return place.criu().call("restore", images, words);
  }

  /**
   * A mount inside and its name in the images, and on restore that name and what is mounted: all
   * the same path here.
   */
  private static List<String> external(String path) {
    return List.of("--external", "mnt[" + path + "]:" + path);
  }
}

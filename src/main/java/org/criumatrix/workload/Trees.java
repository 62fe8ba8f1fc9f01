package org.criumatrix.workload;

import java.util.ArrayList;
import java.util.List;
import org.criumatrix.host.HostProcess;

/** Picks a tree out of a list of processes. */
final class Trees {

  private Trees() {}

  /** A process and all its descendants, breadth first; empty when it is not there. */
  static List<HostProcess> under(int root, List<HostProcess> all) {
    var tree = new ArrayList<HostProcess>(all.stream().filter(p -> p.pid() == root).toList());
    for (var i = 0; i < tree.size(); i++) {
      var parent = tree.get(i).pid();
      all.stream().filter(p -> p.parent() == parent).forEach(tree::add);
    }
    return List.copyOf(tree);
  }
}

package org.criumatrix.trial;

import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.criumatrix.cell.Outputs;
import org.criumatrix.host.Host;
import org.criumatrix.host.MachineView;
import org.criumatrix.program.FileContent;

/** What a run has written: in its folder by the path from there, elsewhere by the absolute path. */
final class RunFiles {

  private RunFiles() {}

  static SortedMap<String, FileContent> of(Host host, Path folder, boolean inPlace) {
    var all = new TreeMap<String, FileContent>();
    if (inPlace) {
      all.putAll(Outputs.files(host, folder.toString()));
    }
    var sizes = new TreeMap<String, Long>();
    for (var change : MachineView.changes(host).values()) {
      var name = name(folder, change.path());
      if (change.size() < 0) {
        all.put(name, FileContent.REMOVED);
      } else {
        sizes.put(change.path().substring(1), change.size());
      }
    }
    Outputs.files(host, "", sizes)
        .forEach((path, content) -> all.put(name(folder, "/" + path), content));
    return all;
  }

  private static String name(Path folder, String path) {
    var inside = folder + "/";
    return path.startsWith(inside) ? path.substring(inside.length()) : path;
  }
}

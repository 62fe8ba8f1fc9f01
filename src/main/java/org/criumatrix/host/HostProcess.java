package org.criumatrix.host;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A process on a host.
 *
 * @param state the letter of /proc/PID/stat: R, S, D, Z, T, …
 * @param name its name in the kernel, with blanks replaced
 */
public record HostProcess(int pid, int parent, int group, int session, char state, String name) {

  private static final int KEPT = 15;

  private static final Pattern LINE =
      Pattern.compile("(\\d{1,9}) (\\d{1,9}) (-?\\d{1,9}) (-?\\d{1,9}) (\\S) (.*)");

  static HostProcess parse(String line) {
    // A process may have an empty name.
    var words = LINE.matcher(line);
    if (!words.matches()) {
      throw new HostException("malformed process entry from agent: " + line);
    }
    return new HostProcess(
        Integer.parseInt(words.group(1)),
        Integer.parseInt(words.group(2)),
        Integer.parseInt(words.group(3)),
        Integer.parseInt(words.group(4)),
        words.group(5).charAt(0),
        words.group(6));
  }

  /** Returns whether it runs this program, by the 15 letters of a name that the kernel keeps. */
  public boolean runs(String program) {
    var file = program.substring(program.lastIndexOf('/') + 1);
    return name.equals(file.substring(0, Math.min(file.length(), KEPT)));
  }

  /** Returns a process and all its descendants, breadth first; empty when it does not exist. */
  public static List<HostProcess> under(int root, List<HostProcess> all) {
    var tree = new ArrayList<HostProcess>(all.stream().filter(p -> p.pid() == root).toList());
    for (var i = 0; i < tree.size(); i++) {
      var parent = tree.get(i).pid();
      all.stream().filter(p -> p.parent() == parent).forEach(tree::add);
    }
    return List.copyOf(tree);
  }

  @Override
  public String toString() {
    return name + " (pid " + pid + ", state " + state + ")";
  }
}

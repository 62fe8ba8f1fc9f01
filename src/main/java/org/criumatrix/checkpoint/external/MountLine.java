package org.criumatrix.checkpoint.external;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A line of /proc/PID/mountinfo, see proc(5).
 *
 * @param device {@code 0:51}
 * @param root the part of the file system that is mounted
 * @param mountPoint the path that it is mounted on
 * @param type the type of the file system
 */
record MountLine(int id, String device, String root, String mountPoint, String type) {

  private static final String DELETED = "//deleted";
  private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

  static List<MountLine> parse(String text) {
    return text.lines().map(MountLine::line).toList();
  }

  private static MountLine line(String text) {
    var fields = text.split(" ");
    var dash = List.of(fields).indexOf("-");
    return new MountLine(
        Integer.parseInt(fields[0]),
        fields[2],
        unescaped(fields[3]),
        unescaped(fields[4]),
        fields[dash + 1]);
  }

  /** Decodes blanks and the like, which are written as {@code \040}. */
  private static String unescaped(String text) {
    return OCTAL
        .matcher(text)
        .replaceAll(m -> String.valueOf((char) Integer.parseInt(m.group(1), 8)));
  }

  /** Returns the visible mounts: of several with the same mount point, the last. */
  static List<MountLine> visible(List<MountLine> all) {
    var byMountPoint = new LinkedHashMap<String, MountLine>();
    all.forEach(m -> byMountPoint.put(m.mountPoint(), m));
    return new ArrayList<>(byMountPoint.values());
  }

  /** Whether the mounted file was removed and has no other name. */
  boolean isRemoved() {
    return root.endsWith(DELETED);
  }

  /**
   * Whether it is a part of a file system that is not mounted as a whole, so that CRIU has nothing
   * to bind it from.
   *
   * @param all the mounts of the same process
   */
  boolean isPartWithoutWhole(List<MountLine> all) {
    var others = all.stream().filter(m -> m.id() != id).toList();
    return !root.equals("/") && pathIn(others).isEmpty();
  }

  /**
   * Returns the path of the same file or folder below other mounts.
   *
   * @param others the mounts of another process
   * @return empty if they do not show it
   */
  Optional<String> pathIn(List<MountLine> others) {
    return others.stream()
        .filter(m -> m.device().equals(device) && isBelow(root, m.root()))
        .max(Comparator.comparing(m -> m.root().length()))
        .map(
            m ->
                join(m.mountPoint(), root.substring(m.root().equals("/") ? 0 : m.root().length())));
  }

  private static boolean isBelow(String path, String folder) {
    return folder.equals("/") || path.equals(folder) || path.startsWith(folder + "/");
  }

  private static String join(String folder, String rest) {
    var path = (folder.equals("/") ? "" : folder) + (rest.equals("/") ? "" : rest);
    return path.isEmpty() ? "/" : path;
  }
}

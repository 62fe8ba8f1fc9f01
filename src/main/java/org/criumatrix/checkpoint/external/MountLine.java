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
 * @param root what part of the file system is mounted
 * @param at where
 * @param type of the file system
 */
record MountLine(int id, String device, String root, String at, String type) {

  private static final String DELETED = "//deleted";
  private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

  static List<MountLine> parse(String text) {
    return text.lines().map(MountLine::line).toList();
  }

  private static MountLine line(String text) {
    var words = text.split(" ");
    var dash = List.of(words).indexOf("-");
    return new MountLine(
        Integer.parseInt(words[0]), words[2], plain(words[3]), plain(words[4]), words[dash + 1]);
  }

  /** Blanks and their like are written as {@code \040}. */
  private static String plain(String text) {
    return OCTAL
        .matcher(text)
        .replaceAll(m -> String.valueOf((char) Integer.parseInt(m.group(1), 8)));
  }

  /** What can be seen of them: where several are at one place, the last. */
  static List<MountLine> visible(List<MountLine> all) {
    var byPlace = new LinkedHashMap<String, MountLine>();
    all.forEach(m -> byPlace.put(m.at(), m));
    return new ArrayList<>(byPlace.values());
  }

  /** Whether it has no name any more but here. */
  boolean isRemoved() {
    return root.endsWith(DELETED);
  }

  /**
   * Whether it is a part of something that is not mounted as a whole: CRIU has nothing to bind it
   * from.
   *
   * @param all the mounts that it is one of
   */
  boolean isTornFrom(List<MountLine> all) {
    var others = all.stream().filter(m -> m.id() != id).toList();
    return !root.equals("/") && seenBy(others).isEmpty();
  }

  /**
   * Where somebody else sees the same thing.
   *
   * @param theirs that one's mounts
   * @return empty when nowhere
   */
  Optional<String> seenBy(List<MountLine> theirs) {
    return theirs.stream()
        .filter(m -> m.device().equals(device) && isBelow(root, m.root()))
        .max(Comparator.comparing(m -> m.root().length()))
        .map(m -> joined(m.at(), root.substring(m.root().equals("/") ? 0 : m.root().length())));
  }

  private static boolean isBelow(String path, String folder) {
    return folder.equals("/") || path.equals(folder) || path.startsWith(folder + "/");
  }

  private static String joined(String folder, String rest) {
    var path = (folder.equals("/") ? "" : folder) + (rest.equals("/") ? "" : rest);
    return path.isEmpty() ? "/" : path;
  }
}

package org.criumatrix.site;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.criumatrix.matrix.Sha256;

/**
 * Names of files and fragments for ids. They have letters, digits, {@code .}, {@code _} and {@code
 * -} alone, never begin with a dot, and depend on nothing but the id, so that links last.
 */
final class Slug {

  private static final int LONGEST = 80;
  private static final int DIGITS = 8;

  private Slug() {}

  /**
   * Returns the name for an id: the id itself if it is one already. Otherwise digits over the id
   * follow, so that two ids never share a name. The dashes before an option are not needed.
   */
  static String of(String id) {
    var bare = id.replaceFirst("^--(?=[a-z])", "");
    var name = bare.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[.-]+|-+$", "");
    return name.equals(bare) && !name.isEmpty() && name.length() <= LONGEST
        ? name
        : cut(name) + Sha256.of(id).substring(0, DIGITS);
  }

  private static String cut(String name) {
    var begin = name.length() > LONGEST ? name.substring(0, LONGEST) : name;
    return begin.isEmpty() ? "" : begin + "-";
  }

  /** Returns the path for an id with slashes, such as {@code network/tcp-moved-server}. */
  static String path(String id) {
    return Arrays.stream(id.split("/", -1)).map(Slug::of).collect(Collectors.joining("/"));
  }
}

package org.criumatrix.host;

import java.util.List;
import java.util.function.Predicate;
import org.criumatrix.matrix.CsvData;

/**
 * An architecture of Debian: a line of architectures.csv, which documents the columns.
 *
 * @param name {@code arm64}
 * @param machine {@code aarch64}
 * @param triplet {@code aarch64-linux-gnu}
 */
public record Architecture(String name, String machine, String triplet) {

  private static final List<Architecture> ALL =
      CsvData.read("/org/criumatrix/host/architectures.csv").stream()
          .map(r -> new Architecture(r.get("name"), r.get("machine"), r.get("triplet")))
          .toList();

  private static final Architecture HERE = ofJava(System.getProperty("os.arch"));

  /** Returns this machine's architecture. */
  public static Architecture here() {
    return HERE;
  }

  /**
   * @param name as Debian names it; empty: this machine's
   * @throws IllegalArgumentException if architectures.csv lacks it
   */
  public static Architecture named(String name) {
    return name.isEmpty() ? HERE : find(a -> a.name.equals(name), name);
  }

  /** Returns an architecture by Java's name, which is Debian's or that of uname. */
  static Architecture ofJava(String name) {
    return find(a -> a.name.equals(name) || a.machine.equals(name), name);
  }

  private static Architecture find(Predicate<Architecture> which, String name) {
    return ALL.stream()
        .filter(which)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("architectures.csv has no " + name));
  }

  /** Returns whether programs of this architecture run here. */
  public boolean isHere() {
    return equals(HERE);
  }
}

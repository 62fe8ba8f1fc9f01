package org.criumatrix.criu;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the libraries that a program needs, directly or indirectly. */
final class NeededLibraries {

  /** A library that no file needs, but that glibc itself opens when a thread is cancelled. */
  private static final String OPENED_BY_GLIBC = "libgcc_s.so.1";

  private NeededLibraries() {}

  /**
   * Returns the names of the loader and of every library.
   *
   * @param libraries all available libraries, by name
   * @throws CatalogException when one is missing
   */
  static Set<String> of(Path program, Map<String, Path> libraries, Patchelf patchelf) {
    var seen = new LinkedHashSet<String>();
    var queue = new ArrayDeque<>(patchelf.needed(program));
    queue.add(patchelf.interpreter(program).getFileName().toString());
    Stream.of(OPENED_BY_GLIBC).filter(libraries::containsKey).forEach(queue::add);
    while (!queue.isEmpty()) {
      var name = queue.remove();
      if (seen.add(name)) {
        if (!libraries.containsKey(name)) {
          throw new CatalogException("none of the packages holds " + name);
        }
        queue.addAll(patchelf.needed(libraries.get(name)));
      }
    }
    return seen;
  }
}

package org.criumatrix.criu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.criumatrix.host.LocalCommand;

/** Packages unpacked one over the other, to take libraries from. */
final class UnpackedPackages {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** Not asked for by any file, but opened by glibc itself when a thread is cancelled. */
  private static final String OPENED_BY_GLIBC = "libgcc_s.so.1";

  private final Map<String, Path> libraries;

  private UnpackedPackages(Map<String, Path> libraries) {
    this.libraries = libraries;
  }

  /** Unpacks package files into a folder; neither root nor a package database is needed. */
  static UnpackedPackages unpack(List<Path> debs, Path root) throws IOException {
    for (var deb : debs) {
      extract(deb, root);
    }
    // Where a name is there twice (variants for newer processors) the plainest place counts.
    try (var files = Files.walk(root)) {
      return new UnpackedPackages(
          files
              .filter(file -> file.getFileName().toString().contains(".so"))
              .filter(Files::isRegularFile)
              .sorted(Comparator.comparing(Path::getNameCount))
              .collect(
                  Collectors.toMap(
                      f -> f.getFileName().toString(), f -> f, (first, later) -> first)));
    }
  }

  static void extract(Path deb, Path root) {
    var argv = List.of("dpkg-deb", "-x", deb.toString(), root.toString());
    try {
      var result = LocalCommand.run(LIMIT, Map.of(), argv);
      if (!result.succeeded()) {
        throw ToolError.ofAny(deb.getFileName() + " cannot be unpacked\n" + result.stderr())
            .toException();
      }
    } catch (UncheckedIOException | LocalCommand.TimedOut e) {
      throw new CatalogException(e.getMessage(), e);
    }
  }

  /**
   * The loader and every library that a program asks for, directly or not.
   *
   * @throws CannotUse when one is in none of the packages
   */
  Set<String> neededBy(Path program, Patchelf patchelf) {
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

  Set<String> names() {
    return libraries.keySet();
  }

  void copy(Set<String> names, Path into) throws IOException {
    Folders.create(into);
    for (var name : names) {
      var copy = into.resolve(name);
      Files.copy(libraries.get(name), copy, StandardCopyOption.REPLACE_EXISTING);
      Folders.readable(copy, "rwxr-xr-x");
    }
  }
}

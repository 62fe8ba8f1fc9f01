package org.criumatrix.debian;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.host.SharedFolders;

/** Packages unpacked into one folder, to take libraries from. */
public final class UnpackedPackages {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final Map<String, Path> libraries;

  private UnpackedPackages(Map<String, Path> libraries) {
    this.libraries = libraries;
  }

  /** Unpacks package files into a folder, without root or a package database. */
  public static UnpackedPackages unpack(List<Path> debs, Path root) throws IOException {
    for (var deb : debs) {
      extract(deb, root);
    }
    // If a name exists twice (variants for newer processors), take the least nested one.
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

  /** Unpacks one package file into a folder. */
  public static void extract(Path deb, Path root) {
    var argv = List.of("dpkg-deb", "-x", deb.toString(), root.toString());
    try {
      var result = LocalCommand.run(LIMIT, Map.of(), argv);
      if (!result.succeeded()) {
        throw ToolError.ofAny(deb.getFileName() + " cannot be unpacked\n" + result.stderr())
            .toException();
      }
    } catch (UncheckedIOException | LocalCommand.TimedOut e) {
      throw new ArchiveException(e.getMessage(), e);
    }
  }

  /** Returns the library files by name. */
  public Map<String, Path> libraries() {
    return libraries;
  }

  /** Copies libraries into a folder. */
  public void copy(Set<String> names, Path into) throws IOException {
    SharedFolders.create(into);
    for (var name : names) {
      var copy = into.resolve(name);
      Files.copy(libraries.get(name), copy, StandardCopyOption.REPLACE_EXISTING);
      SharedFolders.readable(copy, "rwxr-xr-x");
    }
  }
}

package org.criumatrix.distro;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.criumatrix.distro.InstalledRoot.Build;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.host.LocalFolders;
import org.criumatrix.matrix.Sha256;

/** Builds programs in a root, with nothing but what is in it. */
public final class RootBuild {

  /** The file in a build's folder that says why it failed. */
  public static final String FAILED = ".failed";

  /** The file that says from what a folder was built. */
  private static final String BUILT = ".built";

  private static final int MAX_COMPLAINT = 2000;

  private RootBuild() {}

  /** Returns what was not built yet, or was built from something else. */
  static List<Build> missing(Path root, List<Build> builds) {
    return builds.stream().filter(build -> !isBuilt(root, build)).toList();
  }

  private static boolean isBuilt(Path root, Build build) {
    var file = folder(root, build).resolve(BUILT);
    try {
      return Files.exists(file) && Files.readString(file).equals(origin(build));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  private static Path folder(Path root, Build build) {
    return root.resolve(build.folder().substring(1));
  }

  /** Returns what a program is built from, as a checksum. */
  private static String origin(Build build) {
    return Sha256.of(build.script() + new TreeMap<>(build.files()));
  }

  /** Builds what is missing. */
  static void make(Path root, List<Build> builds, Consumer<String> notes) {
    for (var build : missing(root, builds)) {
      try {
        make(root, build, notes);
      } catch (IOException e) {
        throw new UncheckedIOException(build.folder() + " cannot be written in " + root, e);
      }
    }
  }

  private static void make(Path root, Build build, Consumer<String> notes) throws IOException {
    var folder = folder(root, build);
    notes.accept("building %s for %s".formatted(folder.getFileName(), root.getFileName()));
    LocalFolders.remove(folder);
    Files.createDirectories(folder);
    for (var file : build.files().entrySet()) {
      var path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    var complaint = run(root, build);
    if (!complaint.isEmpty()) {
      Files.writeString(folder.resolve(FAILED), complaint);
    }
    Files.writeString(folder.resolve(BUILT), origin(build));
  }

  private static String run(Path root, Build build) {
    try {
      var made = RootShell.run(root, build.folder(), build.script(), build.mounted());
      var said = (made.stdout() + made.stderr()).strip();
      var last = said.substring(Math.max(0, said.length() - MAX_COMPLAINT));
      return made.succeeded() ? "" : "it cannot be built, exit %d: %s".formatted(made.exit(), last);
    } catch (LocalCommand.TimedOut e) {
      return "it cannot be built: " + e.getMessage();
    }
  }
}

package org.criumatrix.distro;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.criumatrix.distro.InstalledRoot.Build;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.host.LocalFolders;
import org.criumatrix.matrix.ResourceText;
import org.criumatrix.matrix.Sha256;

/** Builds programs in a root, with nothing but what is in it: there is no network. */
public final class RootBuild {

  /** The file in a build's folder that says why it failed. */
  public static final String FAILED = ".failed";

  /** The file that says from what a folder was built. */
  private static final String BUILT = ".built";

  /** On an idle machine most take seconds. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private static final int MAX_COMPLAINT = 2000;

  private RootBuild() {}

  /** Builds what is missing or was built from something else. */
  static void missing(Path root, List<Build> builds, Consumer<String> notes) {
    for (var build : builds) {
      try {
        make(root, build, notes);
      } catch (IOException e) {
        throw new UncheckedIOException(build.folder() + " cannot be written in " + root, e);
      }
    }
  }

  private static void make(Path root, Build build, Consumer<String> notes) throws IOException {
    var folder = root.resolve(build.folder().substring(1));
    var from = Sha256.of(build.script() + new TreeMap<>(build.files()));
    if (Files.exists(folder.resolve(BUILT))
        && Files.readString(folder.resolve(BUILT)).equals(from)) {
      return;
    }
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
    Files.writeString(folder.resolve(BUILT), from);
  }

  private static String run(Path root, Build build) {
    var enter = ResourceText.beside(RootBuild.class, "build.sh");
    var argv =
        List.of(
            "unshare",
            "--mount",
            "--pid",
            "--ipc",
            "--net",
            "--uts",
            "--fork",
            "--kill-child",
            "sh",
            "-euc",
            enter,
            "build",
            root.toString(),
            build.folder(),
            build.script());
    try {
      var made = LocalCommand.run(LIMIT, Map.of(), argv);
      var said = (made.stdout() + made.stderr()).strip();
      var last = said.substring(Math.max(0, said.length() - MAX_COMPLAINT));
      return made.succeeded() ? "" : "it cannot be built, exit %d: %s".formatted(made.exit(), last);
    } catch (LocalCommand.TimedOut e) {
      return "it cannot be built: " + e.getMessage();
    }
  }
}

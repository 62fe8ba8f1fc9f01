package org.criumatrix.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.host.LocalFolders;

/** A repository to test with, on one branch unless a test makes another. */
final class SampleClone {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Path folder;

  private SampleClone(Path folder) {
    this.folder = folder;
  }

  static SampleClone in(Path folder) throws IOException {
    Files.createDirectories(folder);
    var made = new SampleClone(folder);
    made.git("init", "--quiet", "--initial-branch=main");
    return made;
  }

  /** Returns the id of a new commit in which a file has that text. */
  String commit(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
    git("add", "--all");
    git("commit", "--quiet", "--allow-empty", "--message", "%s: %s".formatted(file, text));
    return git("rev-parse", "HEAD");
  }

  String git(String... arguments) {
    var argv = new ArrayList<>(List.of("git", "-C", folder.toString()));
    argv.addAll(List.of("-c", "user.name=A. Author", "-c", "user.email=author@example.org"));
    argv.addAll(List.of(arguments));
    var result = LocalCommand.run(LIMIT, Map.of("HOME", folder.toString()), argv);
    if (!result.succeeded()) {
      throw new IllegalStateException(argv + ": " + result.stderr());
    }
    return result.stdout().strip();
  }

  Clone open() {
    return Clone.open(folder.toString(), folder, false, note -> {});
  }

  Path folder() {
    return folder;
  }

  void remove() throws IOException {
    LocalFolders.remove(folder);
  }
}

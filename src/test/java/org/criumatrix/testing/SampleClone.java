package org.criumatrix.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.host.LocalFolders;
import org.criumatrix.repository.Clone;
import org.criumatrix.repository.Clones;

/** A repository to test with, on one branch unless a test makes another. */
public final class SampleClone {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Path folder;

  private SampleClone(Path folder) {
    this.folder = folder;
  }

  public static SampleClone in(Path folder) throws IOException {
    Files.createDirectories(folder);
    var made = new SampleClone(folder);
    made.git("init", "--quiet", "--initial-branch=main");
    return made;
  }

  /** Returns the id of a new commit in which a file has that text. */
  public String commit(String file, String text) throws IOException {
    var path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    git("add", "--all");
    git("commit", "--quiet", "--allow-empty", "--message", "%s: %s".formatted(file, text));
    return git("rev-parse", "HEAD");
  }

  public String git(String... arguments) {
    var argv = new ArrayList<>(List.of("git", "-C", folder.toString()));
    argv.addAll(List.of("-c", "user.name=A. Author", "-c", "user.email=author@example.org"));
    argv.addAll(List.of(arguments));
    var result = LocalCommand.run(LIMIT, Map.of("HOME", folder.toString()), argv);
    if (!result.succeeded()) {
      throw new IllegalStateException(argv + ": " + result.stderr());
    }
    return result.stdout().strip();
  }

  public Clone open() {
    return clones().open("-Dcriu.source=" + folder, folder.toString());
  }

  /** Returns what opens clones, with a cache next to the repository. */
  public Clones clones() {
    return new Clones(folder.resolveSibling(folder.getFileName() + "-cache"), false, note -> {});
  }

  public Path folder() {
    return folder;
  }

  public void remove() throws IOException {
    LocalFolders.remove(folder);
  }
}

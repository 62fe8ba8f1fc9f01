package org.criumatrix.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.files.AtomicFile;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.host.LocalFolders;
import org.criumatrix.host.SharedFolders;

/** A clone of the repository of CRIU, which is only read. */
public final class Clone {

  private static final int DIGITS = 12;
  private static final Duration UNPACK = Duration.ofMinutes(2);

  private final Git git;
  private final Path exports;

  /**
   * @param exports the folder of exported commits
   */
  Clone(Git git, Path exports) {
    this.git = git;
    this.exports = exports;
  }

  /**
   * Returns the id of a commit.
   *
   * @param ref a tag, a branch or a commit; also a branch that only the clone's origin has, and the
   *     number of a release, {@code 4.2}
   * @throws IllegalArgumentException when there is none
   */
  public String commit(String ref) {
    return find(ref)
        .or(() -> find("origin/" + ref))
        .or(() -> find("refs/tags/v" + ref))
        .orElseThrow(
            () ->
                new RepositoryException(
                    "%s has no commit '%s'; its newest tags: %s"
                        .formatted(git.repository(), ref, newestTags())));
  }

  /** Whether it has a tag. */
  public boolean hasTag(String tag) {
    return find("refs/tags/" + tag).isPresent();
  }

  private Optional<String> find(String ref) {
    var found = git.run("rev-parse", "--verify", "--quiet", "--end-of-options", ref + "^{commit}");
    return found.succeeded() ? Optional.of(found.stdout().strip()) : Optional.empty();
  }

  private String newestTags() {
    var tags = git.ask("for-each-ref", "--sort=-creatordate", "--count=8", "refs/tags");
    return String.join(", ", tags.lines().map(l -> l.replaceFirst(".*refs/tags/", "")).toList());
  }

  /** Returns the commits that the second has and the first has not, the oldest first. */
  public List<String> range(String from, String to) {
    return lines(
        git.ask("rev-list", "--reverse", "--topo-order", commit(from) + ".." + commit(to)));
  }

  /**
   * Returns the commits in which a change may be, those first that halve them best.
   *
   * @param changed a commit that has the change
   * @param before commits that do not have it
   */
  public List<String> halving(String changed, Collection<String> before) {
    var arguments = new ArrayList<>(List.of("rev-list", "--bisect-all", changed));
    before.forEach(commit -> arguments.add("^" + commit));
    return lines(git.ask(arguments.toArray(String[]::new))).stream()
        .map(line -> line.replaceFirst(" .*", ""))
        .toList();
  }

  private static List<String> lines(String text) {
    return text.lines().filter(line -> !line.isBlank()).toList();
  }

  /** Returns what CRIU prints as its git ID: {@code v4.2-15-g0123456789ab}. */
  public String describe(String commit) {
    return git.ask("describe", "--tags", "--always", "--long", "--abbrev=" + DIGITS, commit);
  }

  /** Returns {@code 0123456789ab 2025-07-29 author: subject}. */
  public String title(String commit) {
    return git.ask("log", "-1", "--abbrev=" + DIGITS, "--format=%h %cs %an: %s", commit);
  }

  /** Returns the first digits of a commit, enough for its history. */
  public static String brief(String commit) {
    return commit.substring(0, DIGITS);
  }

  /**
   * Writes the files of a commit into an empty folder.
   *
   * @throws IllegalArgumentException when they cannot be unpacked
   */
  public void export(String commit, Path folder) throws IOException {
    var tar = folder.resolveSibling(folder.getFileName() + ".tar");
    git.ask("archive", "--format=tar", "--output=" + tar, commit);
    var argv = List.of("tar", "-xf", tar.toString(), "-C", folder.toString());
    var unpacked = LocalCommand.run(UNPACK, Map.of(), argv);
    if (!unpacked.succeeded()) {
      throw new RepositoryException("it cannot be unpacked: " + unpacked.stderr().strip());
    }
    Files.delete(tar);
  }

  /** Returns the folder in the cache with the files of a commit, which stay as they are. */
  public Path exported(String commit) {
    var folder = exports.resolve("criu-" + brief(commit));
    try {
      if (!Files.isDirectory(folder)) {
        var draft = Files.createTempDirectory(SharedFolders.create(exports), "unfinished-");
        try {
          var files = SharedFolders.create(draft.resolve("files"));
          export(commit, files);
          publish(files, folder);
        } finally {
          LocalFolders.remove(draft);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be written", e);
    }
    return folder;
  }

  private static void publish(Path files, Path folder) throws IOException {
    try {
      AtomicFile.publish(files, folder);
    } catch (FileSystemException e) {
      // Another run may have exported the same commit in the meantime.
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }
}

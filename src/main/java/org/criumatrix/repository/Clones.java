package org.criumatrix.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.criumatrix.host.LocalFolders;
import org.criumatrix.matrix.Sha256;

/**
 * Opens clones. A user's own is only read; the suite keeps a copy of what a URL has.
 *
 * @param cache the folder of the suite, for copies and exported commits
 * @param mayFetch whether the network may be used
 * @param notes gets what the user has to know
 */
public record Clones(Path cache, boolean mayFetch, Consumer<String> notes) {

  private static final Pattern URL = Pattern.compile("[a-z+]+://.+|[^/]+@[^/]+:.+");
  private static final int DIGITS = 12;

  static boolean isUrl(String source) {
    return URL.matcher(source).matches();
  }

  /**
   * Opens a clone.
   *
   * @param option in which the user names it, for messages: {@code -Dcriu.source=/src/criu}
   * @param source a folder, or a URL, whose new commits are fetched
   * @throws IllegalArgumentException when it is no repository, or cannot be fetched
   */
  public Clone open(String option, String source) {
    var folder = isUrl(source) ? copy(option, source) : Path.of(source);
    var path = folder.toAbsolutePath().normalize();
    if (!Files.isDirectory(path)) {
      throw new RepositoryException(
          "%s: no folder %s; remedy: git clone https://github.com/checkpoint-restore/criu %s"
              .formatted(option, path, path));
    }
    var git = new Git(path);
    var asked = git.run("rev-parse", "--git-dir");
    if (!asked.succeeded()) {
      throw new RepositoryException(
          "%s is no git repository: %s".formatted(option, asked.stderr().strip()));
    }
    return new Clone(git, cache.toAbsolutePath().resolve("sources"));
  }

  /** Returns the folder of a copy of what a URL has. */
  private Path copy(String option, String url) {
    var copy = cache.resolve("clones").resolve(Sha256.of(url).substring(0, DIGITS));
    try {
      if (!Files.isDirectory(copy)) {
        if (!mayFetch) {
          throw new RepositoryException(
              option + " was never fetched, and -Dsetup=off fetches nothing");
        }
        notes.accept("fetching " + url);
        Files.createDirectories(copy.getParent());
        var fresh = Files.createTempDirectory(copy.getParent(), "unfinished");
        try {
          new Git(copy.getParent()).ask("clone", "--quiet", "--mirror", url, fresh.toString());
          Files.move(fresh, copy);
        } finally {
          LocalFolders.remove(fresh);
        }
      } else if (mayFetch) {
        fetch(url, copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return copy;
  }

  private void fetch(String url, Path copy) {
    var fetched = new Git(copy).run("fetch", "--quiet", "--prune", "origin");
    if (!fetched.succeeded()) {
      notes.accept("no new commits of %s: %s".formatted(url, fetched.stderr().strip()));
    }
  }
}

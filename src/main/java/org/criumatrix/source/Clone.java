package org.criumatrix.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.criumatrix.host.LocalFolders;
import org.criumatrix.matrix.Sha256;

/**
 * A clone of the repository of CRIU. The user's own is only read; of one that has a URL the suite
 * keeps a copy in its cache.
 */
public final class Clone {

  private static final Pattern URL = Pattern.compile("[a-z+]+://.+|[^/]+@[^/]+:.+");
  private static final int DIGITS = 12;

  private final Git git;

  private Clone(Git git) {
    this.git = git;
  }

  /**
   * Opens a clone.
   *
   * @param source a folder, or a URL, of which new commits are fetched
   * @param cache the folder of the suite, for copies
   * @param mayFetch whether the network may be used
   * @throws IllegalArgumentException when it is no repository, or cannot be fetched
   */
  public static Clone open(String source, Path cache, boolean mayFetch, Consumer<String> notes) {
    var folder = URL.matcher(source).matches() ? copy(source, cache, mayFetch, notes) : source;
    var path = Path.of(folder).toAbsolutePath().normalize();
    if (!Files.isDirectory(path)) {
      throw new SourceException(
          "-Dcriu.source=%s: no folder %s; remedy: git clone https://github.com/checkpoint-restore/criu %s"
              .formatted(source, path, path));
    }
    var git = new Git(path);
    var asked = git.run("rev-parse", "--git-dir");
    if (!asked.succeeded()) {
      throw new SourceException(
          "-Dcriu.source=%s is no git repository: %s".formatted(source, asked.stderr().strip()));
    }
    return new Clone(git);
  }

  /** Returns the folder of a copy of what a URL has. */
  private static String copy(String url, Path cache, boolean mayFetch, Consumer<String> notes) {
    var copy = cache.resolve("clones").resolve(Sha256.of(url).substring(0, DIGITS));
    try {
      if (!Files.isDirectory(copy)) {
        if (!mayFetch) {
          throw new SourceException(
              "-Dcriu.source=%s was never fetched, and -Dsetup=off fetches nothing".formatted(url));
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
        fetch(url, copy, notes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return copy.toString();
  }

  private static void fetch(String url, Path copy, Consumer<String> notes) {
    var fetched = new Git(copy).run("fetch", "--quiet", "--prune", "origin");
    if (!fetched.succeeded()) {
      notes.accept("no new commits of %s: %s".formatted(url, fetched.stderr().strip()));
    }
  }

  /**
   * Returns the id of a commit.
   *
   * @param ref a tag, a branch or a commit; also a branch that only the clone's origin has
   * @throws IllegalArgumentException when there is none
   */
  public String commit(String ref) {
    return find(ref)
        .or(() -> find("origin/" + ref))
        .orElseThrow(
            () ->
                new SourceException(
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
  String describe(String commit) {
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

  /** Writes the files of a commit as a tar archive. */
  void archive(String commit, Path file) {
    git.ask("archive", "--format=tar", "--output=" + file, commit);
  }
}

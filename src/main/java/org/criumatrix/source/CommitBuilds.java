package org.criumatrix.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.criumatrix.criu.CommitCache;
import org.criumatrix.criu.CriuBuild;
import org.criumatrix.distro.Distributions;
import org.criumatrix.host.LocalFolders;
import org.criumatrix.host.SharedFolders;
import org.criumatrix.repository.Clone;

/** Builds of commits, {@code git:v4.2} and {@code git:v4.1..v4.2}, each made once. */
public final class CommitBuilds {

  private static final String PREFIX = CommitCache.ORIGIN + ":";
  private static final String RANGE = "..";

  /** A value is part of cell ids and of globs. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._/+~^@-]+");

  private static final Pattern MAKEFILE_VERSION =
      Pattern.compile("(?m)^CRIU_VERSION_(?:MAJOR|MINOR|SUBLEVEL)\\s*:?=\\s*(\\d+)");

  private final Clone clone;
  private final CommitCache cache;
  private final Path compiled;
  private final Recipe recipe;
  private final Maker maker;
  private final boolean mayBuild;
  private final Consumer<String> notes;

  /** Builds a tree. */
  interface Maker {
    void make(Recipe recipe, Recipe.Folders folders, String version, Path home);
  }

  /**
   * @param cache the folder of the suite
   * @param options arguments of make, separated by blanks
   * @param mayBuild whether a build that the cache lacks may be made
   * @throws IllegalArgumentException when the cache is of no use
   */
  public static CommitBuilds of(
      Clone clone,
      Path cache,
      String options,
      Distributions distributions,
      boolean mayBuild,
      Consumer<String> notes) {
    Maker maker =
        (recipe, folders, version, home) -> recipe.make(distributions, folders, version, home);
    return new CommitBuilds(clone, cache, options, maker, mayBuild, notes);
  }

  CommitBuilds(
      Clone clone,
      Path cache,
      String options,
      Maker maker,
      boolean mayBuild,
      Consumer<String> notes) {
    try {
      this.cache = CommitCache.in(cache);
      this.compiled = SharedFolders.create(cache.toAbsolutePath().resolve("ccache"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.clone = clone;
    this.recipe =
        new Recipe(
            Pattern.compile("\\s+").splitAsStream(options).filter(w -> !w.isEmpty()).toList());
    this.maker = maker;
    this.mayBuild = mayBuild;
    this.notes = notes;
  }

  public Clone clone() {
    return clone;
  }

  /** Whether a value on the axis names commits. */
  public static boolean isMeant(String value) {
    return value.startsWith(PREFIX);
  }

  /** Returns the value of a release that no distribution has to have, if the clone has its tag. */
  public Optional<String> release(String version) {
    return version.matches("[0-9]+(\\.[0-9]+)+") && clone.hasTag("v" + version)
        ? Optional.of(PREFIX + "v" + version)
        : Optional.empty();
  }

  /**
   * Makes the builds of a value on the axis. One that cannot be made says why.
   *
   * @param value {@code git:} and a tag, a branch, a commit, or two of them around {@code ..}
   * @throws IllegalArgumentException when the clone has no such commit
   */
  public List<CriuBuild> builds(String value) {
    var name = value.substring(PREFIX.length());
    if (!NAME.matcher(name).matches()) {
      throw new SourceException(value + ": expected a tag, a branch, a commit or A..B");
    }
    var ends = name.indexOf(RANGE);
    if (ends < 0) {
      return List.of(build(clone.commit(name), value));
    }
    var commits = clone.range(name.substring(0, ends), name.substring(ends + RANGE.length()));
    if (commits.isEmpty()) {
      throw new SourceException(value + " has no commits");
    }
    var all = new ArrayList<CriuBuild>();
    for (var commit : commits) {
      notes.accept(
          "commit %d of %d: %s".formatted(all.size() + 1, commits.size(), clone.title(commit)));
      all.add(build(commit));
    }
    return List.copyOf(all);
  }

  /** Makes the build of one commit, whose value on the axis is its id. */
  public CriuBuild build(String commit) {
    return build(commit, PREFIX + Clone.brief(commit));
  }

  private CriuBuild build(String commit, String value) {
    var key = Clone.brief(commit) + "-" + recipe.id();
    var found = cache.find(key, value, notes);
    if (found.isPresent()) {
      return found.get();
    }
    if (!mayBuild) {
      return failed(value, "", "it was never built, and -Dsetup=off builds nothing");
    }
    var version = new String[] {""};
    try {
      // Another run may want the same one.
      cache.whileLocked(
          () -> {
            if (cache.find(key, value, notes).isEmpty()) {
              make(commit, value, key, version);
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) {
      notes.accept("CRIU %s: %s".formatted(value, e.getMessage()));
      return failed(value, version[0], e.getMessage());
    }
    return cache.find(key, value, notes).orElseThrow();
  }

  private void make(String commit, String value, String key, String[] version) throws IOException {
    var began = System.nanoTime();
    notes.accept("building CRIU %s: %s".formatted(value, clone.title(commit)));
    var scratch = cache.scratch();
    try {
      var tree = SharedFolders.create(scratch.resolve("source"));
      clone.export(commit, tree);
      version[0] = versionIn(tree);
      var out = SharedFolders.create(scratch.resolve("out"));
      var folders = new Recipe.Folders(tree, out, compiled);
      maker.make(recipe, folders, version[0], cache.folder(key));
      cache.keep(key, clone.describe(commit), out);
    } finally {
      LocalFolders.remove(scratch);
    }
    var seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
    notes.accept("built CRIU %s in %d s".formatted(value, seconds));
  }

  /** Returns the version that a tree will have: for a build that fails, too. */
  private static String versionIn(Path tree) throws IOException {
    var file = tree.resolve("Makefile.versions");
    if (!Files.exists(file)) {
      return "";
    }
    return String.join(
        ".",
        MAKEFILE_VERSION.matcher(Files.readString(file)).results().map(m -> m.group(1)).toList());
  }

  private CriuBuild failed(String value, String version, String why) {
    var none = cache.folder("none");
    return new CriuBuild(
        value,
        CommitCache.ORIGIN,
        version,
        "",
        "",
        none,
        none.resolve("criu"),
        Optional.of("CRIU %s: %s".formatted(value, why)));
  }
}

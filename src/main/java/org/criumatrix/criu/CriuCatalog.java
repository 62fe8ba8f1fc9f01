package org.criumatrix.criu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.criumatrix.debian.ArchiveException;
import org.criumatrix.debian.DebianArchive;
import org.criumatrix.host.Architecture;
import org.criumatrix.matrix.VersionOrder;

/**
 * The CRIU builds that this machine can run: builds from distribution packages, which are kept in a
 * cache, and the user's own. Nothing is installed into the system, and root is not required.
 */
public final class CriuCatalog {

  private final List<CriuBuild> builds;

  private CriuCatalog(List<CriuBuild> all) {
    // If a version is packaged twice, the build that was fetched last counts.
    var byVersion = new TreeMap<String, CriuBuild>(VersionOrder.OLDEST_FIRST);
    all.forEach(build -> byVersion.putIfAbsent(build.version(), build));
    builds = List.copyOf(byVersion.values());
  }

  /** When to ask the archive for the versions of its suites. */
  public enum Refresh {
    /** Once a day, and when a build is missing. */
    AUTO,
    ALWAYS,
    /** Never: only the cache is used, and no network. */
    NEVER
  }

  /**
   * @param mirror URI of the Debian archive; empty for the one in the system's package
   *     configuration
   * @param keyring file with the archive's signing keys; empty for the one of the package
   *     debian-archive-keyring
   */
  public record Options(Refresh refresh, Optional<String> mirror, Optional<Path> keyring) {

    /** Reads the properties {@code criu.refresh}, {@code criu.mirror}, {@code criu.keyring}. */
    public static Options fromSystemProperties() {
      return CatalogOptions.from(System.getProperties());
    }

    /**
     * Returns the archive that the options name, otherwise the system's.
     *
     * @throws ArchiveException when there is no apt, no mirror or no keyring
     */
    public DebianArchive archive() {
      return DebianArchive.find(mirror, keyring);
    }
  }

  /**
   * Finds and fetches the builds that the catalogue lists, for this machine's architecture. It does
   * not fail when a suite, the network or disk space is missing: the notes report that, and the
   * cached builds remain.
   *
   * @param cacheFolder the cache; other accounts must be able to enter it if cells run without
   *     root, see {@link #defaultFolder}. A build runs only where it was fetched, so a moved cache
   *     is fetched again.
   * @param notes receives messages: progress, and what could not be reached. It is called from
   *     several threads, but one at a time, and never twice with the same line.
   */
  public static CriuCatalog open(Path cacheFolder, Options options, Consumer<String> notes) {
    return open(cacheFolder, Architecture.here(), options, notes);
  }

  /** Finds and fetches the builds of an architecture, whose programs need not run here. */
  public static CriuCatalog open(
      Path cacheFolder, Architecture architecture, Options options, Consumer<String> notes) {
    var once = new DedupingListener(architecture.isHere() ? notes : named(architecture, notes));
    try {
      var cache = BuildCache.in(cacheFolder, architecture);
      return new CriuCatalog(new CatalogRefresh(cache, options, once).builds());
    } catch (IOException | UncheckedIOException | CatalogException e) {
      once.accept(
          "the cache of CRIU builds cannot be used: " + CatalogException.from(e).getMessage());
      return new CriuCatalog(List.of());
    }
  }

  private static Consumer<String> named(Architecture architecture, Consumer<String> notes) {
    return note -> notes.accept(architecture.name() + ": " + note);
  }

  /** Returns the default folder of builds; other accounts can enter root's. */
  public static Path defaultFolder() {
    return CatalogOptions.defaultFolder(System.getProperty("user.name"), System.getenv());
  }

  /** Returns the version of the CRIU on this machine's path; empty if there is none that runs. */
  public static Optional<String> installedVersion() {
    try {
      return Optional.of(ProgramVersion.ask("criu").version());
    } catch (CatalogException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns the versions that the catalogue was written for, oldest first, whether or not they can
   * be fetched.
   */
  public static List<String> listed() {
    return CatalogueLine.all().stream()
        .map(CatalogueLine::expected)
        .distinct()
        .sorted(VersionOrder.OLDEST_FIRST)
        .toList();
  }

  /** Returns one build for each version, oldest first. */
  public List<CriuBuild> builds() {
    return builds;
  }

  /**
   * Selects builds, oldest first and the user's own last.
   *
   * @param globs separated by blanks or commas: {@code *}, {@code 4.*}, {@code newest}, {@code
   *     4.1.1 4.2.1}, {@code !3.*} (all but these), {@code path:/my/criu} (a program, a source tree
   *     or an installation, named without spaces)
   * @throws IllegalArgumentException when a glob matches nothing; the message lists all builds
   */
  public List<CriuBuild> select(String globs) {
    return select(globs, word -> Optional.empty());
  }

  /**
   * Selects builds, see the other method.
   *
   * @param others the builds of a word that has some elsewhere: {@code git:v4.2}, or a release that
   *     is not in the catalogue
   */
  public List<CriuBuild> select(String globs, Function<String, Optional<List<CriuBuild>>> others) {
    return new BuildSelection(builds, others).select(globs);
  }
}

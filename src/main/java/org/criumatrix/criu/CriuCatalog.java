package org.criumatrix.criu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.criumatrix.debian.ArchiveException;
import org.criumatrix.debian.DebianArchive;
import org.criumatrix.matrix.VersionOrder;

/**
 * The CRIU builds that this machine can run: those that distribution packages give, kept in a
 * cache, and a user's own. Nothing is installed into the system and no root is needed.
 */
public final class CriuCatalog {

  private final List<CriuBuild> builds;

  private CriuCatalog(List<CriuBuild> all) {
    // If one version is packaged twice, the build that was fetched last.
    var byVersion = new TreeMap<String, CriuBuild>(VersionOrder.OLDEST_FIRST);
    all.forEach(build -> byVersion.putIfAbsent(build.version(), build));
    builds = List.copyOf(byVersion.values());
  }

  /** When the archive is asked what its suites have. */
  public enum Refresh {
    /** Once a day, and when a build is missing. */
    AUTO,
    ALWAYS,
    /** Never: the cache is all there is, and the network is left alone. */
    NEVER
  }

  /**
   * @param mirror URI of the Debian archive; empty: the one that the system's own package
   *     configuration names
   * @param keyring file with the keys that the archive is signed with; empty: where the package
   *     debian-archive-keyring puts it
   */
  public record Options(Refresh refresh, Optional<String> mirror, Optional<Path> keyring) {

    /** The properties {@code criu.refresh}, {@code criu.mirror}, {@code criu.keyring}. */
    public static Options fromSystemProperties() {
      return CatalogOptions.from(System.getProperties());
    }

    /**
     * The archive that they name, otherwise the system's.
     *
     * @throws ArchiveException when there is no apt, no mirror or no keyring
     */
    public DebianArchive archive() {
      return DebianArchive.find(mirror, keyring);
    }
  }

  /**
   * Finds and fetches what the catalogue lists. It does not fail for want of a suite, a network or
   * a disk: the notes report that, and the builds that are in the cache remain.
   *
   * @param cacheFolder one that other accounts may enter, where cells run without root; see {@link
   *     #defaultFolder}. A build runs only where it was fetched: in a moved cache all are fetched
   *     again.
   * @param notes gets lines for people: progress, and what could not be reached; from several
   *     threads, one at a time, no line twice
   */
  public static CriuCatalog open(Path cacheFolder, Options options, Consumer<String> notes) {
    var once = new DedupingListener(notes);
    try {
      var cache = BuildCache.in(cacheFolder);
      return new CriuCatalog(new CatalogRefresh(cache, options, once).builds());
    } catch (IOException | UncheckedIOException | CatalogException e) {
      once.accept(
          "the cache of CRIU builds cannot be used: " + CatalogException.from(e).getMessage());
      return new CriuCatalog(List.of());
    }
  }

  /** The default folder of builds: root's is one that other accounts can enter. */
  public static Path defaultFolder() {
    return CatalogOptions.defaultFolder(System.getProperty("user.name"), System.getenv());
  }

  /** Oldest first, one build for each version. */
  public List<CriuBuild> builds() {
    return builds;
  }

  /**
   * Picks builds, oldest first and the user's own last.
   *
   * @param globs separated by blanks or commas: {@code *}, {@code 4.*}, {@code newest}, {@code
   *     4.1.1 4.2.1}, {@code !3.*} (all but these), {@code path:/my/criu} (a program, a source tree
   *     or an installation, named without spaces)
   * @throws IllegalArgumentException when one names nothing; the message lists all builds
   */
  public List<CriuBuild> select(String globs) {
    return new BuildSelection(builds).select(globs);
  }
}

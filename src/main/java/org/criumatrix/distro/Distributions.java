package org.criumatrix.distro;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.criumatrix.debian.ArchiveException;
import org.criumatrix.debian.DebianArchive;
import org.criumatrix.debian.RootFolder;
import org.criumatrix.debian.Suite;
import org.criumatrix.files.AtomicFile;
import org.criumatrix.files.LockFile;
import org.criumatrix.host.Await;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.host.LocalFolders;
import org.criumatrix.matrix.ResourceText;

/** Makes the root folders of distributions and keeps them in a cache. */
public final class Distributions {

  /** On an idle machine it takes one second. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** The time limit for another run to make its root. */
  private static final Duration LOCK = Duration.ofMinutes(45);

  private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

  /** The time limit for all programs of a root to report their versions. */
  private static final Duration VERSIONS = Duration.ofSeconds(30);

  /** Mounts /proc, through which crun, for example, reads its own program. */
  private static final String IN_ROOT = "mount -t proc proc \"$0/proc\"; exec chroot \"$0\" \"$@\"";

  private final Map<String, Path> used = new TreeMap<>();
  private final Map<InstalledRoot, Path> installed = new HashMap<>();
  private final Path cache;
  private final Supplier<DebianArchive> archives;
  private final boolean mayFetch;
  private final Consumer<String> notes;

  /**
   * @param cache the cache folder of the suite
   * @param archives finds the archive of the packages
   * @param mayFetch whether a root that the cache lacks may be made
   */
  public Distributions(
      Path cache, Supplier<DebianArchive> archives, boolean mayFetch, Consumer<String> notes) {
    this.cache = cache.resolve("roots").toAbsolutePath();
    this.archives = archives;
    this.mayFetch = mayFetch;
    this.notes = notes;
  }

  /** A root cannot be made; the message gives the reason and a remedy. */
  public static final class Missing extends Exception {
    private static final long serialVersionUID = 1;

    Missing(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Returns the root of a suite, and makes it if the cache lacks it.
   *
   * @throws Missing if it cannot be made
   */
  public synchronized Path root(String suite) throws Missing {
    if (used.containsKey(suite)) {
      return used.get(suite);
    }
    var line = DistributionLine.of(suite);
    var root = cache.resolve(line.contentName(settle()));
    make(suite, line.suite(), root, () -> unpack(line, root));
    used.put(suite, root);
    return root;
  }

  /**
   * Returns a root in which packages are installed, and makes it if the cache lacks it. Then builds
   * what has to be built in it; a build that fails leaves its reason in {@link RootBuild#FAILED} of
   * its folder.
   *
   * @throws Missing if it cannot be made
   */
  public synchronized Path installed(InstalledRoot wanted) throws Missing {
    var known = installed.get(wanted);
    if (known != null) {
      return known;
    }
    var root = cache.resolve(wanted.contentName(""));
    make(wanted.name(), wanted.suite(), root, () -> install(wanted, root));
    if (!RootBuild.missing(root, wanted.builds()).isEmpty()) {
      // Another run may use the same root and lack the same program.
      locked(wanted.name(), () -> RootBuild.make(root, wanted.builds(), notes));
    }
    installed.put(wanted, root);
    return root;
  }

  /** Makes a root. */
  private interface Making {
    void run() throws IOException;
  }

  private void make(String name, String suite, Path root, Making making) throws Missing {
    if (Files.isDirectory(root)) {
      return;
    }
    if (!mayFetch) {
      throw new Missing(
          "a root of Debian %s is not in %s, and -Dsetup=off keeps it from being made"
              .formatted(suite, cache),
          null);
    }
    locked(
        name,
        () -> {
          if (!Files.isDirectory(root)) {
            making.run();
          }
        });
  }

  /** Makes something in the cache while no other run does. */
  private void locked(String name, Making making) throws Missing {
    var file = cache.resolve("lock");
    try {
      Files.createDirectories(cache);
      try (var lock = LockFile.open(file)) {
        Await.until("the lock " + file, LOCK, POLL_INTERVAL, lock::tryLock, held -> held)
            .orThrow(waited -> new Missing("another run is making a root: " + waited, null));
        making.run();
      }
    } catch (IOException | UncheckedIOException | ArchiveException | LocalCommand.TimedOut e) {
      throw new Missing("a root of Debian %s cannot be made: %s".formatted(name, describe(e)), e);
    }
  }

  private static String describe(Exception e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  /**
   * Returns the versions that engines report, for each root that was used, by its name: {@code
   * Debian sid-pool} → engine → version.
   */
  public synchronized Map<String, Map<String, String>> versions() {
    var all = new TreeMap<String, Map<String, String>>();
    used.forEach((suite, root) -> all.put("Debian " + suite, versionsIn(root, "versions.sh")));
    return all;
  }

  /**
   * Returns the versions of what a root with a user land has; empty if this run has not used it.
   */
  public synchronized Map<String, String> versions(InstalledRoot of) {
    var root = installed.get(of);
    return root == null ? Map.of() : versionsIn(root, "userland.sh");
  }

  private static Map<String, String> versionsIn(Path root, String script) {
    var ask = ResourceText.beside(Distributions.class, script);
    var argv = List.of("unshare", "--mount", "sh", "-c", IN_ROOT, root.toString(), "sh", "-c", ask);
    try {
      return LocalCommand.run(VERSIONS, Map.of(), argv)
          .stdout()
          .lines()
          .filter(l -> l.contains(":"))
          .collect(
              Collectors.toMap(
                  l -> l.substring(0, l.indexOf(':')),
                  l -> l.substring(l.indexOf(':') + 1).strip()));
    } catch (UncheckedIOException | LocalCommand.TimedOut e) {
      // The run has ended by now; an error here must not cost its pages.
      return Map.of("versions", "unknown: " + describe(e));
    }
  }

  private void unpack(DistributionLine line, Path root) throws IOException {
    var fresh = scratch();
    notes.accept(
        "making a root of Debian %s with %s: a minute or two"
            .formatted(line.suite(), String.join(", ", line.packages())));
    RootFolder.unpack(archives.get(), Suite.named(line.suite()), line.allPackages(), fresh);
    settle(fresh);
    publish(fresh, root);
  }

  private void install(InstalledRoot wanted, Path root) throws IOException {
    var fresh = scratch();
    notes.accept(
        "making a root of Debian %s with %s: several minutes"
            .formatted(wanted.suite(), String.join(", ", wanted.packages())));
    var packages = new ArrayList<>(InstalledRoot.ALWAYS);
    packages.addAll(wanted.packages());
    RootFolder.install(archives.get(), Suite.named(wanted.suite()), packages, fresh);
    publish(fresh, root);
  }

  private Path scratch() throws IOException {
    var scratch = cache.resolve("unfinished");
    LocalFolders.remove(scratch);
    Files.createDirectories(scratch);
    return scratch.resolve("root");
  }

  private static void publish(Path fresh, Path root) throws IOException {
    AtomicFile.publish(fresh, root);
    LocalFolders.remove(fresh.getParent());
  }

  private static void settle(Path root) {
    var argv = List.of("sh", "-c", settle(), "settle", root.toString());
    var settled = LocalCommand.run(LIMIT, Map.of(), argv);
    if (!settled.succeeded()) {
      throw new IllegalStateException(settled.stderr().strip());
    }
  }

  /** Returns the script that completes an unpacked root. */
  static String settle() {
    return ResourceText.beside(Distributions.class, "settle.sh");
  }
}

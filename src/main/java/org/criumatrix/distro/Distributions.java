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
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.criumatrix.debian.ArchiveException;
import org.criumatrix.debian.DebianArchive;
import org.criumatrix.debian.RootFolder;
import org.criumatrix.files.AtomicFile;
import org.criumatrix.files.LockFile;
import org.criumatrix.host.Await;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.host.LocalFolders;
import org.criumatrix.matrix.ResourceText;

/** The root folders of distributions, in a cache. */
public final class Distributions {

  /** A second's work on an idle machine. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** Until another run has made its root. */
  private static final Duration LOCK = Duration.ofMinutes(20);

  private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

  /** Until every program of a root has reported its version. */
  private static final Duration VERSIONS = Duration.ofSeconds(30);

  /** crun, for one, looks at itself through /proc. */
  private static final String IN_ROOT = "mount -t proc proc \"$0/proc\"; exec chroot \"$0\" \"$@\"";

  private final Map<String, Path> used = new TreeMap<>();
  private final Path cache;
  private final Supplier<DebianArchive> archives;
  private final boolean mayFetch;
  private final Consumer<String> notes;

  /**
   * @param cache the folder of the suite's cache
   * @param archives finds where packages come from
   * @param mayFetch whether a root that is not in the cache may be made
   */
  public Distributions(
      Path cache, Supplier<DebianArchive> archives, boolean mayFetch, Consumer<String> notes) {
    this.cache = cache.resolve("roots").toAbsolutePath();
    this.archives = archives;
    this.mayFetch = mayFetch;
    this.notes = notes;
  }

  /** It cannot be made; the message says why and what helps. */
  public static final class Missing extends Exception {
    private static final long serialVersionUID = 1;

    Missing(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * The root of a suite, made now if it is not in the cache.
   *
   * @throws Missing where it cannot be made
   */
  public synchronized Path root(String suite) throws Missing {
    if (used.containsKey(suite)) {
      return used.get(suite);
    }
    var line = DistributionLine.of(suite);
    var root = cache.resolve(line.contentName(settle()));
    try {
      if (!Files.isDirectory(root)) {
        make(line, root);
      }
      used.put(suite, root);
      return root;
    } catch (IOException | UncheckedIOException | ArchiveException | LocalCommand.TimedOut e) {
      throw new Missing("a root of Debian %s cannot be made: %s".formatted(suite, said(e)), e);
    }
  }

  private static String said(Exception e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  /**
   * For each root that was used, by its name: {@code Debian sid-pool} → its engines → what they say
   * of their version.
   */
  public synchronized Map<String, Map<String, String>> versions() {
    var all = new TreeMap<String, Map<String, String>>();
    used.forEach((suite, root) -> all.put("Debian " + suite, versionsIn(root)));
    return all;
  }

  private static Map<String, String> versionsIn(Path root) {
    var ask = ResourceText.beside(Distributions.class, "versions.sh");
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
      // A run is over by then, and its pages are not to be lost for it.
      return Map.of("versions", "not told: " + said(e));
    }
  }

  private void make(DistributionLine line, Path root) throws IOException, Missing {
    if (!mayFetch) {
      throw new Missing(
          "a root of Debian %s is not in %s, and -Dsetup=off keeps it from being made"
              .formatted(line.suite(), cache),
          null);
    }
    Files.createDirectories(cache);
    var file = cache.resolve("lock");
    try (var lock = LockFile.open(file)) {
      Await.until("the lock " + file, LOCK, POLL_INTERVAL, lock::tryLock, held -> held)
          .orThrow(waited -> new Missing("another run is making a root: " + waited, null));
      if (!Files.isDirectory(root)) {
        makeLocked(line, root);
      }
    }
  }

  private void makeLocked(DistributionLine line, Path root) throws IOException, Missing {
    var scratch = cache.resolve("unfinished");
    LocalFolders.remove(scratch);
    Files.createDirectories(scratch);
    notes.accept(
        "making a root of Debian %s with %s: a minute or two"
            .formatted(line.suite(), String.join(", ", line.packages())));
    var fresh = scratch.resolve("root");
    RootFolder.unpack(archives.get(), line.suite(), line.expires(), line.allPackages(), fresh);
    settle(fresh);
    AtomicFile.publish(fresh, root);
    LocalFolders.remove(scratch);
  }

  private static void settle(Path root) {
    var argv = List.of("sh", "-c", settle(), "settle", root.toString());
    var settled = LocalCommand.run(LIMIT, Map.of(), argv);
    if (!settled.succeeded()) {
      throw new IllegalStateException(settled.stderr().strip());
    }
  }

  /** What is done to an unpacked root, as a script. */
  static String settle() {
    return ResourceText.beside(Distributions.class, "settle.sh");
  }
}

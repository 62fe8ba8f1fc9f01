package org.criumatrix.distro;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.criumatrix.debian.ArchiveException;
import org.criumatrix.debian.DebianArchive;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.host.LocalFolders;
import org.criumatrix.matrix.ResourceText;

/**
 * Distribution roots in a cache. They are unpacked, not installed, by mmdebstrap: nothing of a
 * package runs on the way, and the machine's own packages are left alone.
 */
public final class Distributions {

  /** A minute's work on an idle machine. */
  private static final Duration LIMIT = Duration.ofMinutes(20);

  /** Until every engine of a root has reported its version. */
  private static final Duration TELLING = Duration.ofSeconds(30);

  private static final String ASK =
      """
      for engine in docker podman runc crun containerd lxc-checkpoint systemd-nspawn apptainer; do
        ! command -v $engine >/dev/null || echo "$engine: $($engine --version | head -n 1)"
      done
      ! command -v slurmctld-wlm >/dev/null || echo "slurm: $(slurmctld-wlm -V)"
      ! command -v condor_version >/dev/null || echo "htcondor: $(condor_version | head -n 1)"
      """;

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
    var argv = List.of("unshare", "--mount", "sh", "-c", IN_ROOT, root.toString(), "sh", "-c", ASK);
    try {
      return LocalCommand.run(TELLING, Map.of(), argv)
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
    try (var channel =
            FileChannel.open(
                cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = channel.lock()) {
      if (lock.isValid() && !Files.isDirectory(root)) {
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
    var archive = archives.get();
    var argv =
        new ArrayList<>(
            List.of("mmdebstrap", "--mode=root", "--variant=extract", "--format=directory"));
    argv.add("--aptopt=APT::Install-Recommends \"false\"");
    if (!line.expires()) {
      argv.add("--aptopt=Acquire::Check-Valid-Until \"false\"");
    }
    for (var what : List.of("man", "doc", "locale")) {
      argv.add("--dpkgopt=path-exclude=/usr/share/" + what + "/*");
    }
    argv.add("--include=" + String.join(",", line.allPackages()));
    argv.add("--keyring=" + archive.keyring());
    var fresh = scratch.resolve("root").toString();
    argv.addAll(List.of(line.suite(), fresh));
    argv.add("deb %s %s main".formatted(archive.mirror(), line.suite()));
    execChecked(line, scratch, argv);
    execChecked(line, scratch, List.of("sh", "-c", settle(), "settle", fresh));
    Files.move(Path.of(fresh), root, StandardCopyOption.ATOMIC_MOVE);
    LocalFolders.remove(scratch);
  }

  private static void execChecked(DistributionLine line, Path scratch, List<String> argv)
      throws Missing {
    var made = LocalCommand.run(LIMIT, Map.of("TMPDIR", scratch.toString()), argv);
    if (!made.succeeded()) {
      throw new Missing(
          "a root of Debian %s cannot be made: %s".formatted(line.suite(), complaint(made)), null);
    }
  }

  /** mmdebstrap's errors begin with {@code E:}; the last of them is the sum of all. */
  private static String complaint(LocalCommand.Result made) {
    var lines = made.stderr().lines().filter(l -> l.startsWith("E:")).toList();
    return lines.isEmpty() ? made.stderr().strip() : String.join(" ", lines);
  }

  /** What is done to an unpacked root, as a script. */
  static String settle() {
    return ResourceText.beside(Distributions.class, "settle.sh");
  }
}

package org.criumatrix.debian;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.criumatrix.host.LocalCommand;

/** Root folders that mmdebstrap makes. The packages of the machine do not change. */
public final class RootFolder {

  /** On an idle machine it takes one minute, or ten for a thousand packages that are installed. */
  private static final Duration LIMIT = Duration.ofMinutes(40);

  private RootFolder() {}

  /**
   * Unpacks packages and their dependencies, and runs none of their scripts.
   *
   * @param into a new folder; mmdebstrap's temporary files are written next to it
   * @throws ArchiveException if mmdebstrap fails
   */
  public static void unpack(DebianArchive archive, Suite suite, List<String> packages, Path into) {
    make("extract", List.of("man", "doc", "locale"), archive, suite, packages, into);
  }

  /**
   * Installs packages and their dependencies as in a system: their scripts run in the new root. The
   * parameters are those of {@link #unpack}.
   *
   * @throws ArchiveException if mmdebstrap fails
   */
  public static void install(DebianArchive archive, Suite suite, List<String> packages, Path into) {
    // Without the folders of manual pages update-alternatives fails, in Java's packages for one.
    make("apt", List.of("doc", "locale"), archive, suite, packages, into);
  }

  /**
   * @param left folders below /usr/share whose files are left out
   */
  private static void make(
      String variant,
      List<String> left,
      DebianArchive archive,
      Suite suite,
      List<String> packages,
      Path into) {
    run(command(variant, left, archive, suite, packages, into), into.getParent());
  }

  static List<String> command(
      String variant,
      List<String> left,
      DebianArchive archive,
      Suite suite,
      List<String> packages,
      Path into) {
    var argv =
        new ArrayList<>(
            // What it mounts in the root ends with it, even if it is killed.
            List.of("unshare", "--mount", "--propagation", "private", "mmdebstrap"));
    argv.addAll(List.of("--mode=root", "--variant=" + variant, "--format=directory"));
    // The root is published only when it is whole, so dpkg need not wait for the disk.
    argv.add("--dpkgopt=force-unsafe-io");
    argv.add("--aptopt=APT::Install-Recommends \"false\"");
    if (!suite.expires()) {
      argv.add("--aptopt=Acquire::Check-Valid-Until \"false\"");
    }
    if (suite.base().isPresent()) {
      // apt prefers the base otherwise, since experimental declares itself not automatic.
      argv.add("--aptopt=APT::Default-Release \"%s\"".formatted(suite.name()));
    }
    for (var what : left) {
      argv.add("--dpkgopt=path-exclude=/usr/share/" + what + "/*");
    }
    argv.add("--include=" + String.join(",", packages));
    argv.add("--keyring=" + archive.keyring());
    argv.addAll(List.of(suite.archive(), into.toString()));
    suite.names().forEach(name -> argv.add("deb %s %s main".formatted(archive.mirror(), name)));
    return argv;
  }

  private static void run(List<String> argv, Path scratch) {
    try {
      var made = LocalCommand.run(LIMIT, Map.of("TMPDIR", scratch.toString()), argv);
      if (!made.succeeded()) {
        throw new ArchiveException(complaint(made));
      }
    } catch (UncheckedIOException | LocalCommand.TimedOut e) {
      throw new ArchiveException(e.getMessage(), e);
    }
  }

  /**
   * Returns the last of mmdebstrap's errors, which begin with {@code E:}; the last one summarises
   * the others.
   */
  private static String complaint(LocalCommand.Result made) {
    var lines = made.stderr().lines().filter(l -> l.startsWith("E:")).toList();
    return lines.isEmpty() ? made.stderr().strip() : String.join(" ", lines);
  }
}

package org.criumatrix.source;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.criumatrix.distro.Distributions;
import org.criumatrix.distro.InstalledRoot;
import org.criumatrix.distro.RootShell;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.host.Shell;
import org.criumatrix.matrix.ResourceText;
import org.criumatrix.matrix.Sha256;
import org.criumatrix.matrix.VersionOrder;

/**
 * How a commit is built: in a root of a distribution that compiles every release since 2020.
 *
 * @param options arguments of make, {@code NO_GNUTLS=1}
 */
record Recipe(List<String> options) {

  /** The build of an old release takes a minute on two cores. */
  private static final Duration LIMIT = Duration.ofMinutes(15);

  private static final int DIGITS = 12;
  private static final int LAST_LINES = 4;

  private static final String SUITE = "bookworm";

  /** Releases before 3.18 define functions that glibc has had since 2.36: mount.h's fsopen. */
  private static final String WITH_OLD_GLIBC = "bullseye";

  private static final String FIRST_WITH_NEW_GLIBC = "3.18";

  /** What CRIU, its library, and its plugins are compiled with. */
  private static final List<String> PACKAGES =
      List.of(
          "ccache",
          "gcc",
          "libbsd-dev",
          "libc6-dev",
          "libcap-dev",
          "libdrm-dev",
          "libelf-dev",
          "libgnutls28-dev",
          "liblz4-dev",
          "libnet1-dev",
          "libnftables-dev",
          "libnl-3-dev",
          "libnl-route-3-dev",
          "libprotobuf-c-dev",
          "libprotobuf-dev",
          "make",
          "patchelf",
          "pkg-config",
          "protobuf-c-compiler",
          "protobuf-compiler",
          "python3",
          "python3-protobuf",
          "uuid-dev");

  /**
   * The folders of a build.
   *
   * @param tree the files of the commit
   * @param out gets what is built
   * @param compiled what compilers have made before
   */
  record Folders(Path tree, Path out, Path compiled) {}

  /** Returns an id of the options and of the way of building. */
  String id() {
    return Sha256.of("%s %s %s".formatted(options, PACKAGES, script())).substring(0, DIGITS);
  }

  private static String script() {
    return ResourceText.beside(Recipe.class, "build.sh");
  }

  /** Returns the suite in which a release is built. */
  static String suite(String version) {
    var isOld = VersionOrder.OLDEST_FIRST.compare(version, FIRST_WITH_NEW_GLIBC) < 0;
    return isOld ? WITH_OLD_GLIBC : SUITE;
  }

  /**
   * Builds a commit.
   *
   * @param version of the release that it belongs to, or that it comes after
   * @param home the folder from which the program will run
   * @throws SourceException when it cannot be built; the message has the errors of the compiler
   */
  void make(Distributions distributions, Folders folders, String version, Path home) {
    var mounted =
        Map.of(
            "/tmp/source", folders.tree(),
            "/tmp/out", folders.out(),
            "/tmp/ccache", folders.compiled());
    var words = new ArrayList<>(List.of("set", "--"));
    words.addAll(options);
    var script =
        "%s%nhome=%s%n%s".formatted(Shell.quote(words), Shell.quote(home.toString()), script());
    try {
      var suite = suite(version);
      var root =
          distributions.installed(
              new InstalledRoot("criu-source-" + suite, suite, PACKAGES, List.of()));
      var made = RootShell.run(root, "/tmp", script, mounted, LIMIT);
      if (!made.succeeded()) {
        throw new SourceException("it cannot be built: " + lastWords(made));
      }
    } catch (Distributions.Missing | LocalCommand.TimedOut e) {
      throw new SourceException("it cannot be built: " + e.getMessage(), e);
    }
  }

  /** Returns the first errors, since what make says after them explains nothing. */
  static String lastWords(LocalCommand.Result made) {
    var lines = (made.stdout() + made.stderr()).lines().filter(l -> !l.isBlank()).toList();
    var errors = lines.stream().filter(l -> l.contains("error") || l.contains("Error")).toList();
    var some =
        errors.isEmpty()
            ? lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())
            : errors;
    return some.stream().limit(LAST_LINES).collect(Collectors.joining("; "));
  }
}

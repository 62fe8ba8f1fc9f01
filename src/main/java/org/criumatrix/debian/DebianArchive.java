package org.criumatrix.debian;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.criumatrix.host.LocalCommand;

/**
 * A Debian archive and the keys for its signatures.
 *
 * @param mirror the mirror's URI, as apt accepts it
 * @param keyring the file with the archive's public keys
 */
public record DebianArchive(String mirror, Path keyring) {

  private static final String NEEDS = "%s; remedy: %s";

  private static final List<String> KEYRINGS =
      List.of(
          "/usr/share/keyrings/debian-archive-keyring.gpg",
          "/usr/share/keyrings/debian-archive-keyring.pgp");

  /**
   * Prints one line for each package list of the system: {@code URI|suite|origin|label|component}.
   */
  private static final List<String> TARGETS =
      List.of(
          "apt-get",
          "indextargets",
          "--format",
          "$(REPO_URI)|$(RELEASE)|$(ORIGIN)|$(LABEL)|$(COMPONENT)",
          "Created-By: Packages");

  /**
   * Returns the archive that the user names, or the one in the system's package configuration.
   *
   * @param mirror empty: the mirror of this machine's apt
   * @param keyring empty: the keyring of the package debian-archive-keyring
   * @throws ArchiveException if apt, a mirror or a keyring is missing
   */
  public static DebianArchive find(Optional<String> mirror, Optional<Path> keyring) {
    var targets = targets();
    var uri =
        mirror
            .or(() -> mirrorAmong(targets))
            .orElseThrow(
                () -> needs("apt here knows no Debian mirror", "name one with -Dcriu.mirror=URI"));
    var keys =
        Stream.concat(keyring.stream(), KEYRINGS.stream().map(Path::of))
            .filter(Files::isReadable)
            .findFirst()
            .orElseThrow(
                () ->
                    needs(
                        "the keys of Debian's archive are not here",
                        "install debian-archive-keyring, or name a keyring with -Dcriu.keyring"));
    return new DebianArchive(uri, keys.toAbsolutePath());
  }

  private static List<String> targets() {
    try {
      var result = LocalCommand.run(Duration.ofSeconds(30), Map.of(), TARGETS);
      return result.stdout().lines().toList();
    } catch (UncheckedIOException e) {
      throw needs("apt is not here", "run on a Debian-like system");
    } catch (LocalCommand.TimedOut e) {
      throw needs(e.getMessage(), "look after the system's apt");
    }
  }

  /**
   * Returns the mirror of the main archive. If lists were never fetched, as in a fresh container,
   * origin and label are unknown, and the names of the suites decide.
   */
  static Optional<String> mirrorAmong(List<String> targets) {
    return targets.stream()
        .map(line -> line.split("\\|", -1))
        .filter(f -> f.length == 5 && f[4].equals("main"))
        .filter(f -> f[2].equals("Debian") || (isUnknown(f[2]) && isDebianSuite(f[1])))
        .filter(f -> !f[3].equals("Debian-Security") && !f[1].contains("-security"))
        .min(
            Comparator.comparing((String[] f) -> isUnknown(f[2]))
                .thenComparing(f -> f[1].contains("-")))
        .map(f -> f[0]);
  }

  private static boolean isUnknown(String field) {
    return field.isEmpty() || field.startsWith("$(");
  }

  private static boolean isDebianSuite(String name) {
    var words = Stream.of("oldoldstable", "oldstable", "stable", "testing", "unstable");
    var suites = Suite.all().stream().map(Suite::name);
    return Stream.concat(words, suites)
        .anyMatch(suite -> Arrays.asList(name.split("-")).contains(suite));
  }

  private static ArchiveException needs(String what, String remedy) {
    return new ArchiveException(NEEDS.formatted(what, remedy));
  }
}

package org.criumatrix.criu;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.criumatrix.host.LocalCommand;

/**
 * The output of {@code criu --version}.
 *
 * @param version {@code 4.2.1}
 * @param gitId {@code v4.2-15-g0123456}; empty where the program was not built from a checkout
 */
record ProgramVersion(String version, String gitId) {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Pattern VERSION = Pattern.compile("(?m)^Version: (\\S+)");
  private static final Pattern GIT_ID = Pattern.compile("(?m)^GitID: (\\S+)");

  /**
   * @param command the command that runs CRIU
   * @throws CatalogException when it does not run or does not answer like CRIU
   */
  static ProgramVersion ask(String... command) {
    var argv = new ArrayList<>(List.of(command));
    argv.add("--version");
    try {
      var result = LocalCommand.run(LIMIT, Map.of(), argv);
      var version = first(VERSION, result.stdout());
      if (!result.succeeded() || version.isEmpty()) {
        throw new CatalogException(
            "%s does not speak as CRIU does: exit %d, %s"
                .formatted(
                    String.join(" ", argv),
                    result.exit(),
                    (result.stdout() + result.stderr()).strip()));
      }
      return new ProgramVersion(version, first(GIT_ID, result.stdout()));
    } catch (UncheckedIOException | LocalCommand.TimedOut e) {
      throw new CatalogException(e.getMessage(), e);
    }
  }

  /** Returns what is known of a program that cannot run here. */
  static ProgramVersion ofPackage(String packageVersion) {
    return new ProgramVersion(upstream(packageVersion), "");
  }

  /** Returns whether a package of that version contains this program: 4.3-1~exp2 contains 4.3. */
  boolean isOf(String packageVersion) {
    var upstream = upstream(packageVersion);
    return version.startsWith(upstream)
        && !version.substring(upstream.length()).matches("[0-9.].*"); // 4.3-rc1 is, 4.31 is not
  }

  /**
   * Returns the upstream part of a package version, without epoch, revision and repacking suffix:
   * 4.3 for 4.3-1~exp2, 3.17.1 for 3.17.1+dfsg-2.
   */
  static String upstream(String packageVersion) {
    return packageVersion
        .replaceFirst("^\\d+:", "")
        .replaceFirst("-[^-]*$", "")
        .replaceFirst("[+~].*", "");
  }

  private static String first(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult m) -> m.group(1))
        .findFirst()
        .orElse("");
  }
}

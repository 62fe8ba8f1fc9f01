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
 * What {@code criu --version} says.
 *
 * @param version {@code 4.2.1}
 * @param gitId {@code v4.2-15-g0123456}; empty where the program was not built from a checkout
 */
record ProgramVersion(String version, String gitId) {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Pattern VERSION = Pattern.compile("(?m)^Version: (\\S+)");
  private static final Pattern GIT_ID = Pattern.compile("(?m)^GitID: (\\S+)");

  /**
   * @param command what runs CRIU
   * @throws CatalogException when it does not run or does not speak as CRIU does
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

  /** Whether this is what a package of that version holds: 4.3-1~exp2 holds 4.3. */
  boolean isOf(String packageVersion) {
    var upstream = upstream(packageVersion);
    return version.startsWith(upstream)
        && !version.substring(upstream.length()).matches("[0-9.].*"); // 4.3-rc1 is, 4.31 is not
  }

  /** 4.3 of 4.3-1~exp2, 3.17.1 of 3.17.1+dfsg-2: no epoch, no revision, no repacking suffix. */
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

package org.criumatrix.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.criumatrix.criu.CriuBuild;
import org.criumatrix.criu.CriuCatalog;
import org.criumatrix.criu.CriuCatalog.Options;
import org.criumatrix.criu.CriuCatalog.Refresh;
import org.criumatrix.distro.Distributions;
import org.criumatrix.host.Architecture;
import org.criumatrix.junit.Settings;
import org.criumatrix.source.CommitBuilds;

/** The CRIU builds that the user selects. */
final class CriuBuilds {

  private CriuBuilds() {}

  /**
   * Finds and fetches builds.
   *
   * @param globs over builds
   * @param offline whether nothing may be fetched
   * @param option that selects builds, with what separates it from its value, for the message
   * @throws CommandException if there is none
   * @throws IllegalArgumentException if a glob matches nothing
   */
  static List<CriuBuild> selected(
      Path cache, String globs, boolean offline, String option, Consumer<String> notes) {
    return selected(catalog(cache, offline, notes), cache, globs, option);
  }

  /** Finds and fetches all builds that run here. */
  static CriuCatalog catalog(Path cache, boolean offline, Consumer<String> notes) {
    return catalog(cache, Architecture.here(), offline, notes);
  }

  /**
   * Finds and fetches all builds of an architecture.
   *
   * @param offline whether nothing may be fetched
   */
  static CriuCatalog catalog(
      Path cache, Architecture architecture, boolean offline, Consumer<String> notes) {
    var given = Options.fromSystemProperties();
    var refresh = offline ? Refresh.NEVER : given.refresh();
    var options = new Options(refresh, given.mirror(), given.keyring());
    return CriuCatalog.open(cache, architecture, options, notes);
  }

  /** Selects builds, see the other method. */
  static List<CriuBuild> selected(CriuCatalog catalog, Path cache, String globs, String option) {
    return selected(catalog, cache, globs, option, Optional.empty());
  }

  /**
   * Selects builds, see the other method.
   *
   * @param commits makes builds from a clone, if the user has named one
   */
  static List<CriuBuild> selected(
      CriuCatalog catalog,
      Path cache,
      String globs,
      String option,
      Optional<CommitBuilds> commits) {
    var selected = catalog.select(globs, word -> ofCommits(word, commits));
    if (selected.isEmpty()) {
      throw new CommandException(
          ExitCode.NO_CRIU,
          "there is no CRIU build: none in %s, and none could be fetched; %spath:/my/criu takes one of yours"
              .formatted(cache, option));
    }
    return selected;
  }

  private static Optional<List<CriuBuild>> ofCommits(String word, Optional<CommitBuilds> commits) {
    if (CommitBuilds.isMeant(word) && commits.isEmpty()) {
      throw new IllegalArgumentException(
          word + " needs -Dcriu.source=CLONE, a folder or a URL with CRIU's repository");
    }
    var value =
        CommitBuilds.isMeant(word)
            ? Optional.of(word)
            : commits.flatMap(clone -> clone.release(word));
    return value.map(v -> commits.orElseThrow().builds(v));
  }

  /** Returns the build of a release from the clone, if the user has named one that has it. */
  static Optional<CriuBuild> release(String version, Optional<CommitBuilds> commits) {
    return commits
        .flatMap(clone -> clone.release(version))
        .map(value -> commits.orElseThrow().builds(value).get(0));
  }

  /** Opens the clone that the user names, if there is one. */
  static Optional<CommitBuilds> commits(
      Settings settings, Distributions distributions, Consumer<String> notes) {
    return settings
        .source()
        .map(source -> settings.clones(notes).open("-Dcriu.source=" + source, source))
        .map(
            clone ->
                CommitBuilds.of(
                    clone,
                    settings.cache(),
                    settings.makeOptions(),
                    distributions,
                    settings.setsUp(),
                    notes));
  }
}

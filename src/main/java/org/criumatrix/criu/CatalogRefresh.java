package org.criumatrix.criu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.criumatrix.debian.ArchiveException;
import org.criumatrix.debian.DebianArchive;

/** Decides whether to ask the archive, and does so. */
final class CatalogRefresh {

  /** The interval at which suites are checked for new versions, unless something is missing. */
  private static final Duration FRESH = Duration.ofDays(1);

  private final List<CatalogueLine> lines = CatalogueLine.all();
  private final BuildCache cache;
  private final CriuCatalog.Options options;
  private final Consumer<String> notes;

  CatalogRefresh(BuildCache cache, CriuCatalog.Options options, Consumer<String> notes) {
    this.cache = cache;
    this.options = options;
    this.notes = notes;
  }

  /**
   * Returns all complete builds of the cache after a refresh, if one is due; latest fetched first.
   */
  List<CriuBuild> builds() throws IOException {
    var builds = cache.load(notes);
    if (!linesToAsk(builds).isEmpty()) {
      fetch();
      builds = cache.load(notes);
    }
    cache.remark().ifPresent(notes);
    lines.stream().map(this::remark).flatMap(Optional::stream).forEach(notes);
    return builds;
  }

  private void fetch() {
    try {
      var archive = archive();
      cache.whileLocked(
          () -> {
            // Another run may have fetched everything while this one waited.
            var builds = cache.load(notes);
            new ArchiveFetch(cache, archive, namedMirror(), notes)
                .fetch(lines, linesToAsk(builds), packageVersions(builds));
          });
    } catch (IOException | UncheckedIOException | ArchiveException | CatalogException e) {
      notes.accept("CRIU builds cannot be fetched: " + CatalogException.from(e).getMessage());
    }
  }

  private DebianArchive archive() {
    try {
      return options.archive();
    } catch (ArchiveException e) {
      var own = " (path:/my/criu takes a build of your own)";
      throw new CatalogException(e.getMessage() + own, e);
    }
  }

  private List<CatalogueLine> linesToAsk(List<CriuBuild> builds) {
    var cached =
        packageVersions(builds.stream().filter(b -> RpcFiles.wereFetched(b.folder())).toList());
    return switch (options.refresh()) {
      case NEVER -> List.of();
      case ALWAYS -> lines;
      case AUTO -> lines.stream().filter(line -> !isKnown(line, cached)).toList();
    };
  }

  private boolean isKnown(CatalogueLine line, Set<String> cached) {
    return SuiteState.read(cache.stateOf(line))
        .filter(state -> !state.isOlderThan(FRESH) && state.isOf(namedMirror()))
        .filter(state -> state.isServedBy(cached))
        .isPresent();
  }

  private String namedMirror() {
    return options.mirror().orElse("");
  }

  private Optional<String> remark(CatalogueLine line) {
    return SuiteState.read(cache.stateOf(line)).flatMap(line::remark);
  }

  private static Set<String> packageVersions(List<CriuBuild> builds) {
    return builds.stream().map(CriuBuild::packageVersion).collect(Collectors.toSet());
  }
}

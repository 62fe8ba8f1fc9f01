package org.criumatrix.criu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.criumatrix.debian.ArchiveException;
import org.criumatrix.debian.DebianArchive;
import org.criumatrix.debian.PrivateApt;
import org.criumatrix.debian.Suite;
import org.criumatrix.debian.ToolError;
import org.criumatrix.host.LocalFolders;

/** Asks the archive for the versions of its suites, and fetches what the cache lacks. */
final class ArchiveFetch {

  private final BuildCache cache;
  private final DebianArchive archive;
  private final String namedMirror;
  private final Consumer<String> notes;
  private final FetchFailures failures = new FetchFailures();
  private final BuildMaker maker;

  /**
   * @param namedMirror the mirror that the user named; empty when none was
   */
  ArchiveFetch(
      BuildCache cache, DebianArchive archive, String namedMirror, Consumer<String> notes) {
    this.cache = cache;
    this.archive = archive;
    this.namedMirror = namedMirror;
    this.notes = notes;
    this.maker = new BuildMaker(cache, new PatchelfTool(cache));
  }

  /**
   * Fetches the builds of the wanted lines. A failure of one line becomes a note and does not
   * affect the others.
   *
   * @param lines all lines of the catalogue
   * @param wanted the lines to fetch
   * @param cached package versions that need not be fetched
   */
  void fetch(List<CatalogueLine> lines, List<CatalogueLine> wanted, Set<String> cached) {
    var archives = CatalogueLine.byArchive(lines);
    // One thread for each, even on few processors: most of the time is spent on the network.
    var threads = Executors.newFixedThreadPool(archives.size());
    try {
      archives.entrySet().stream()
          .map(
              group ->
                  CompletableFuture.runAsync(
                      () -> fetchGroup(group.getKey(), group.getValue(), wanted, cached), threads))
          .toList()
          .forEach(CompletableFuture::join);
    } finally {
      threads.shutdown();
    }
    failures.report(notes);
  }

  private void fetchGroup(
      String name, List<CatalogueLine> group, List<CatalogueLine> wanted, Set<String> cached) {
    var requested = group.stream().filter(wanted::contains).toList();
    if (requested.isEmpty()) {
      return;
    }
    try {
      var scratch = cache.scratch();
      var suites = group.stream().map(CatalogueLine::suite).toList();
      var apt =
          PrivateApt.ofPackages(
              archive, suites, cache.architecture(), cache.aptFolder(name), scratch);
      var problem = apt.update();
      var names = suites.stream().flatMap(Suite::names).distinct().toList();
      for (var line : requested) {
        ask(
            line,
            () ->
                fetchLine(apt, line, problem.about(line.suite().names().toList(), names), cached));
      }
      LocalFolders.remove(scratch);
    } catch (CatalogException | ArchiveException | IOException | UncheckedIOException e) {
      var why = CatalogException.from(e);
      requested.forEach(line -> failures.add(line, why));
    }
  }

  private void fetchLine(PrivateApt apt, CatalogueLine line, ToolError problem, Set<String> cached)
      throws IOException {
    if (!problem.isEmpty()) {
      throw problem.toException();
    }
    var debs = apt.resolve(BuildMaker.PACKAGE, line.suite().name());
    var version = debs.get(0).version();
    if (!cached.contains(version)) {
      notes.accept("%s: fetching criu %s".formatted(line.origin(), version));
      var target = maker.make(apt, line, debs);
      notes.accept("%s: criu %s is in %s".formatted(line.origin(), version, target));
    }
    var build = cache.buildFolder(version);
    if (!RpcFiles.wereFetched(build)) {
      new RpcFetch(apt, cache).into(build, line, version);
    }
    SuiteState.found(version, namedMirror).write(cache.stateOf(line));
  }

  private void ask(CatalogueLine line, BuildCache.IoAction fetch) {
    try {
      try {
        fetch.run();
      } catch (ArchiveException e) {
        if (!e.isAbsent()) {
          throw e;
        }
        // Remembered, because the archive itself answered; a network failure would prove nothing.
        SuiteState.absent(e.getMessage(), namedMirror).write(cache.stateOf(line));
      }
    } catch (CatalogException | ArchiveException | IOException | UncheckedIOException e) {
      failures.add(line, CatalogException.from(e));
    }
  }
}

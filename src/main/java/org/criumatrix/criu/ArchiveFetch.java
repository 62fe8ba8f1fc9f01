package org.criumatrix.criu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Asks the archive what suites have, and fetches what the cache lacks. */
final class ArchiveFetch {

  private final BuildCache cache;
  private final DebianArchive archive;
  private final Consumer<String> notes;
  private final BuildMaker maker;

  ArchiveFetch(BuildCache cache, DebianArchive archive, Consumer<String> notes) {
    this.cache = cache;
    this.archive = archive;
    this.notes = notes;
    this.maker = new BuildMaker(cache, new PatchelfTool(cache));
  }

  /**
   * Asks for each of the lines. What goes wrong with one of them is a note and leaves the others
   * alone.
   *
   * @param lines all of the catalogue's
   * @param wanted those to ask for
   * @param cached package versions that need not be fetched
   */
  void fetch(List<CatalogueLine> lines, List<CatalogueLine> wanted, Set<String> cached) {
    CatalogueLine.byArchive(lines).entrySet().parallelStream()
        .forEach(group -> fetchGroup(group.getKey(), group.getValue(), wanted, cached));
  }

  private void fetchGroup(
      String name, List<CatalogueLine> group, List<CatalogueLine> wanted, Set<String> cached) {
    var asked = group.stream().filter(wanted::contains).toList();
    if (asked.isEmpty()) {
      return;
    }
    try {
      var scratch = cache.scratch();
      var folder = new AptFolder(cache.aptFolder(name), scratch);
      var apt = PrivateApt.in(folder, group, archive.mirror(), archive.keyring());
      var trouble = apt.update();
      var suites = group.stream().flatMap(CatalogueLine::suites).distinct().toList();
      for (var line : asked) {
        fetchLine(apt, line, trouble.about(line.suites().toList(), suites), cached);
      }
      Folders.remove(scratch);
    } catch (CannotUse | IOException | UncheckedIOException e) {
      notes.accept("debian:" + name + ": " + e.getMessage());
    }
  }

  private void fetchLine(
      PrivateApt apt, CatalogueLine line, AptTrouble trouble, Set<String> cached) {
    try {
      if (!trouble.isEmpty()) {
        throw trouble.toException();
      }
      var debs = apt.resolve(BuildMaker.PACKAGE, line.suite());
      var version = debs.get(0).version();
      if (!cached.contains(version)) {
        notes.accept("%s: fetching criu %s".formatted(line.origin(), version));
        Path place = maker.make(apt, line, debs);
        notes.accept("%s: criu %s is in %s".formatted(line.origin(), version, place));
      }
      SuiteState.found(version).write(cache.stateOf(line));
    } catch (CannotUse e) {
      lacking(line, e);
    } catch (IOException | UncheckedIOException e) {
      notes.accept(line.origin() + ": " + e.getMessage());
    }
  }

  /** Remembered only when the archive itself said so; a network that is down says nothing. */
  private void lacking(CatalogueLine line, CannotUse why) {
    try {
      if (why.isAbsent()) {
        SuiteState.absent(why.getMessage()).write(cache.stateOf(line));
      } else {
        notes.accept(line.origin() + ": " + why.getMessage());
      }
    } catch (IOException e) {
      notes.accept(line.origin() + ": " + e.getMessage());
    }
  }
}

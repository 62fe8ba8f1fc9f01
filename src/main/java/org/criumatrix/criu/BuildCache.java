package org.criumatrix.criu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.criumatrix.criu.BuildVerification.Verified;
import org.criumatrix.files.AtomicFile;
import org.criumatrix.files.LockFile;
import org.criumatrix.host.Architecture;
import org.criumatrix.host.Await;
import org.criumatrix.host.LocalFolders;
import org.criumatrix.host.SharedFolders;

/**
 * The folder with the builds. A build is either complete or absent: it is assembled in {@code tmp}
 * and renamed. Package lists and facts about suites are stored next to the builds.
 */
final class BuildCache {

  private static final Duration LOCK = Duration.ofMinutes(10);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

  private final Path shared;
  private final Path folder;
  private final Architecture architecture;

  private BuildCache(Path shared, Path folder, Architecture architecture) {
    this.shared = shared;
    this.folder = folder;
    this.architecture = architecture;
  }

  /**
   * @param folder the cache of all architectures; each foreign one has a folder in it
   * @throws CatalogException when programs cannot run from that folder
   */
  static BuildCache in(Path folder, Architecture architecture) throws IOException {
    var real = SharedFolders.create(folder.toAbsolutePath()).toRealPath();
    if (real.toString().matches(".*[:;$\"\\s].*")) {
      throw new CatalogException(
          "the cache folder '%s' has a character that loaders or apt take for something else"
                  .formatted(real)
              + "; remedy: name a plain one");
    }
    var own = architecture.isHere() ? real : real.resolve(architecture.name());
    for (var part : List.of("builds", "suites", "tmp")) {
      SharedFolders.create(own.resolve(part));
    }
    return new BuildCache(real, own, architecture);
  }

  Architecture architecture() {
    return architecture;
  }

  /** Returns the complete builds, latest fetched first. A damaged build is left out and noted. */
  List<CriuBuild> load(Consumer<String> notes) throws IOException {
    try (var builds = Files.list(folder.resolve("builds"))) {
      return builds.toList().parallelStream()
          .map(build -> verify(build, notes))
          .flatMap(Optional::stream)
          .sorted(Comparator.comparing(Verified::fetched).reversed())
          .map(Verified::build)
          .toList();
    }
  }

  /** Returns a remark about the folder for the user, if there is one. */
  Optional<String> remark() throws IOException {
    return SharedFolders.closedToOthers(folder)
        .map(
            closed ->
                "other accounts cannot enter %s: cells without root cannot run the builds in %s; remedy: choose another cache folder"
                    .formatted(closed, folder));
  }

  private Optional<Verified> verify(Path build, Consumer<String> notes) {
    try {
      return Optional.of(BuildVerification.of(build, architecture));
    } catch (CatalogException | IOException | UncheckedIOException e) {
      notes.accept(
          "the cached build " + build + " is of no use: " + CatalogException.from(e).getMessage());
      return Optional.empty();
    }
  }

  /** Runs an action that fetches, after removing what an interrupted run left unfinished. */
  void whileLocked(IoAction action) throws IOException {
    var file = folder.resolve("lock");
    try (var lock = LockFile.open(file)) {
      Await.until("the lock " + file, LOCK, POLL_INTERVAL, lock::tryLock, held -> held)
          .orThrow(
              waited -> new CatalogException("another run is fetching CRIU builds: " + waited));
      clearScratch();
      action.run();
    }
  }

  interface IoAction {
    void run() throws IOException;
  }

  private void clearScratch() throws IOException {
    try (var leftovers = Files.list(folder.resolve("tmp"))) {
      leftovers.toList().forEach(BuildCache::tryToRemove);
    }
  }

  /**
   * Removes a leftover. If an apt that outlived its run still writes there, the next run removes
   * it.
   */
  private static void tryToRemove(Path leftover) {
    try {
      LocalFolders.remove(leftover);
    } catch (IOException e) {
      // Nothing depends on its removal.
    }
  }

  /** Creates a folder for work in progress, on the same file system as the builds. */
  Path scratch() throws IOException {
    var scratch = Files.createTempDirectory(folder.resolve("tmp"), "");
    SharedFolders.readable(scratch, "rwxr-xr-x");
    return scratch;
  }

  /**
   * Returns the folder for the build of a package version; its name has no characters that are
   * special to ld.
   */
  Path buildFolder(String packageVersion) {
    return folder.resolve("builds").resolve(packageVersion.replaceAll("[^A-Za-z0-9.+~-]", "_"));
  }

  /** Moves finished work to its target, which replaces a damaged one. */
  static void adopt(Path finished, Path target) throws IOException {
    LocalFolders.remove(target);
    SharedFolders.create(target.getParent());
    AtomicFile.publish(finished, target);
  }

  Path stateOf(CatalogueLine line) {
    return folder.resolve("suites").resolve(line.suite().name() + ".json");
  }

  Path aptFolder(String archive) {
    return folder.resolve("apt").resolve(archive);
  }

  /** Returns the folder of a program that runs here. */
  Path tool(String name) {
    return shared.resolve("tools").resolve(name);
  }
}

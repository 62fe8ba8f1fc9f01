package org.criumatrix.criu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.criumatrix.debian.Checksum;
import org.criumatrix.host.Architecture;

/** Builds of commits in the cache. */
public final class CommitCache {

  /** Where such builds are from, and the prefix of their values on the axis. */
  public static final String ORIGIN = "git";

  private final BuildCache cache;
  private final Path folder;

  private CommitCache(BuildCache cache, Path folder) {
    this.cache = cache;
    this.folder = folder;
  }

  /**
   * Opens the cache.
   *
   * @param folder the cache of all builds
   * @throws IllegalArgumentException when programs cannot run from there
   */
  public static CommitCache in(Path folder) throws IOException {
    try {
      var cache = BuildCache.in(folder, Architecture.here());
      return new CommitCache(cache, folder.toRealPath().resolve("commits"));
    } catch (CatalogException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Returns the folder of a build, for which its program is made. */
  public Path folder(String key) {
    return folder.resolve(key);
  }

  /** Returns a folder for work in progress, which the next run removes if it is left. */
  public Path scratch() throws IOException {
    return cache.scratch();
  }

  /** Something that needs the cache alone. */
  public interface Work {
    void run() throws IOException;
  }

  /**
   * Works while no other run does.
   *
   * @throws IllegalArgumentException when another run does not end
   */
  public void whileLocked(Work work) throws IOException {
    try {
      cache.whileLocked(work::run);
    } catch (CatalogException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * Returns a build that is complete and runs.
   *
   * @param key its folder's name
   * @param value its value on the axis
   */
  public Optional<CriuBuild> find(String key, String value, Consumer<String> notes) {
    if (!Files.isDirectory(folder(key))) {
      return Optional.empty();
    }
    try {
      var found = BuildVerification.of(folder(key), Architecture.here()).build();
      return Optional.of(
          new CriuBuild(
              value,
              ORIGIN,
              found.packageVersion(),
              found.sha256(),
              found.gitId(),
              found.folder(),
              found.program()));
    } catch (IOException | CatalogException e) {
      notes.accept(
          "the build %s is made anew: %s"
              .formatted(folder(key), CatalogException.from(e).getMessage()));
      return Optional.empty();
    }
  }

  /**
   * Keeps a build.
   *
   * @param finished what {@link #folder} gets: program, libraries and whatever belongs to it
   * @param gitId of its commit
   * @throws IllegalArgumentException when its program does not run
   */
  public void keep(String key, String gitId, Path finished) throws IOException {
    var program = finished.resolve(BuildVerification.PROGRAM);
    var libraries = finished.resolve(BuildVerification.LIBRARIES);
    var sum = Checksum.sha256(program);
    try {
      // Its loader is not in its place yet.
      var loader = libraries.resolve(Files.readString(finished.resolve("loader")).strip());
      var said =
          ProgramVersion.ask(
              loader.toString(), "--library-path", libraries.toString(), program.toString());
      new BuildFile(
              said.version(),
              ORIGIN,
              said.version(),
              gitId,
              sum,
              sum,
              BuildVerification.sizes(libraries),
              folder(key).toString(),
              Instant.now().toString(),
              List.of())
          .write(finished);
      BuildCache.adopt(finished, folder(key));
    } catch (CatalogException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}

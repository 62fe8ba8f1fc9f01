package org.criumatrix.criu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.criumatrix.criu.CriuCatalog.Options;
import org.criumatrix.debian.ArchiveException;
import org.criumatrix.debian.Checksum;
import org.criumatrix.debian.PrivateApt;
import org.criumatrix.host.Architecture;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.host.LocalFolders;
import org.criumatrix.host.SharedFolders;

/**
 * Builds CRIU's CUDA plugin, which the distribution's packages lack, from the distribution's source
 * of the same version, once for each build. That needs no part of CUDA. The plugin is stored with
 * its build, and the file {@code source} next to it names its source. If it cannot be built, the
 * reason is stored there, and the next run tries again.
 */
public final class CudaPlugins {

  private static final CriuPlugin PLUGIN = CriuPlugin.CUDA;
  private static final String SOURCE = "source";
  private static final Duration MAKE = Duration.ofMinutes(20);
  private static final Duration UNPACK = Duration.ofMinutes(1);
  private static final int LAST_LINES = 4;

  private final BuildCache cache;
  private final Options options;
  private final Function<CriuBuild, Optional<CriuBuild>> fromClone;
  private final Consumer<String> notes;

  private CudaPlugins(
      BuildCache cache,
      Options options,
      Function<CriuBuild, Optional<CriuBuild>> fromClone,
      Consumer<String> notes) {
    this.cache = cache;
    this.options = options;
    this.fromClone = fromClone;
    this.notes = notes;
  }

  /**
   * @param builds the builds; a user's own build has its own plugins
   * @param fromClone the same release built from a clone of the user, if there is one: not every
   *     source package can be fetched
   * @param notes receives messages: what is built, and what could not be
   */
  public static void make(
      Path cacheFolder,
      Options options,
      List<CriuBuild> builds,
      Function<CriuBuild, Optional<CriuBuild>> fromClone,
      Consumer<String> notes) {
    var missing = builds.stream().filter(build -> !build.isUsers() && !isThere(build)).toList();
    if (missing.isEmpty()) {
      return;
    }
    try {
      var cache = BuildCache.in(cacheFolder, Architecture.here());
      var plugins = new CudaPlugins(cache, options, fromClone, notes);
      cache.whileLocked(() -> missing.forEach(plugins::make));
    } catch (IOException | UncheckedIOException | CatalogException e) {
      notes.accept("CRIU's CUDA plugin cannot be built: " + CatalogException.from(e).getMessage());
    }
  }

  /** Returns whether the plugin exists and is unchanged. */
  private static boolean isThere(CriuBuild build) {
    var folder = PLUGIN.folder(build.folder());
    var file = folder.resolve(PLUGIN.file());
    try {
      return Files.exists(file)
          && Files.readString(folder.resolve(SOURCE)).contains(Checksum.sha256(file));
    } catch (IOException e) {
      return false; // interrupted or damaged: it is made again
    }
  }

  private void make(CriuBuild build) {
    try {
      try {
        makeOrCopy(build);
        PLUGIN.forgetWhyNot(build.folder());
      } catch (CatalogException
          | ArchiveException
          | UncheckedIOException
          | LocalCommand.TimedOut e) {
        var why = "CRIU %s has no CUDA plugin here: %s".formatted(build.version(), e.getMessage());
        notes.accept(why);
        PLUGIN.write(build.folder(), why);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void makeOrCopy(CriuBuild build) throws IOException {
    try {
      makeOrThrow(build);
    } catch (CatalogException | ArchiveException | LocalCommand.TimedOut e) {
      var other = fromClone.apply(build).orElseThrow(() -> e);
      notes.accept(e.getMessage() + "; its plugin is taken from " + other.gitId());
      copy(other, build);
    }
  }

  /** Takes the plugin that the same release has, which was built from a clone. */
  private void copy(CriuBuild from, CriuBuild to) throws IOException {
    var made = PLUGIN.folder(from.folder()).resolve(PLUGIN.file());
    if (!Files.exists(made)) {
      var why = from.whyNot().or(() -> PLUGIN.whyNot(from.folder()));
      throw new CatalogException(why.orElse(from.version() + " has no CUDA plugin"));
    }
    var scratch = cache.scratch();
    try {
      adopt(to, made, from.gitId(), scratch);
    } finally {
      LocalFolders.remove(scratch);
    }
  }

  private void makeOrThrow(CriuBuild build) throws IOException {
    notes.accept(
        "%s: building the CUDA plugin of criu %s"
            .formatted(build.origin(), build.packageVersion()));
    var scratch = cache.scratch();
    try {
      var tar = fetch(build, SharedFolders.create(scratch.resolve("source")));
      var tree = SharedFolders.create(scratch.resolve("tree"));
      execChecked(
          UNPACK, "tar", "-xf", tar.toString(), "--strip-components=1", "-C", tree.toString());
      if (!Files.isDirectory(tree.resolve("plugins/cuda"))) {
        throw new CatalogException("its source has none (plugins/cuda); it came with CRIU 4.0");
      }
      var jobs = "-j" + Runtime.getRuntime().availableProcessors();
      execChecked(MAKE, "make", "-s", jobs, "-C", tree.toString(), "cuda_plugin");
      var source = "%s  %s".formatted(Checksum.sha256(tar), tar.getFileName());
      adopt(build, tree.resolve("plugins/cuda").resolve(PLUGIN.file()), source, scratch);
    } finally {
      LocalFolders.remove(scratch);
    }
    notes.accept(
        "%s: the CUDA plugin of criu %s is in %s"
            .formatted(build.origin(), build.packageVersion(), PLUGIN.folder(build.folder())));
  }

  private Path fetch(CriuBuild build, Path into) throws IOException {
    var archive = options.archive();
    var line =
        CatalogueLine.all().stream()
            .filter(l -> l.origin().equals(build.origin()))
            .findFirst()
            .orElseThrow(
                () -> new CatalogException("no line of the catalogue is " + build.origin()));
    var lists = cache.aptFolder("sources-" + line.suite().name());
    var scratch = cache.scratch();
    try {
      var apt = PrivateApt.ofSources(archive, List.of(line.suite()), lists, scratch);
      var trouble = apt.update();
      if (!trouble.isEmpty()) {
        throw trouble.toException();
      }
      return apt.downloadSource(BuildMaker.PACKAGE, build.packageVersion(), into);
    } finally {
      LocalFolders.remove(scratch);
    }
  }

  /**
   * @param origin what it was built from
   */
  private static void adopt(CriuBuild build, Path made, String origin, Path scratch)
      throws IOException {
    var finished = SharedFolders.create(scratch.resolve("finished"));
    var file = finished.resolve(PLUGIN.file());
    Files.copy(made, file);
    SharedFolders.readable(file, "rwxr-xr-x");
    var source = "%s%n%s  %s%n".formatted(origin, Checksum.sha256(file), PLUGIN.file());
    Files.writeString(finished.resolve(SOURCE), source);
    SharedFolders.readable(finished.resolve(SOURCE), "rw-r--r--");
    BuildCache.adopt(finished, PLUGIN.folder(build.folder()));
  }

  private static void execChecked(Duration limit, String... argv) {
    var result = LocalCommand.run(limit, Map.of(), List.of(argv));
    if (!result.succeeded()) {
      var lines = new ArrayList<>(result.stderr().lines().filter(l -> !l.isBlank()).toList());
      var first = lines.stream().limit(LAST_LINES).toList();
      throw new CatalogException(
          "'%s' failed: %s".formatted(String.join(" ", argv), String.join("; ", first)));
    }
  }
}

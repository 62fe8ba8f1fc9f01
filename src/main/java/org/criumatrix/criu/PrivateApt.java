package org.criumatrix.criu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.criumatrix.host.LocalCommand;

/** apt with lists and settings of its own: signatures and checksums are apt's business. */
final class PrivateApt {

  private static final Duration UPDATE = Duration.ofMinutes(3);
  private static final Duration DOWNLOAD = Duration.ofMinutes(5);
  private static final Duration LOCK = Duration.ofSeconds(60);
  private static final Duration LOOK_UP = Duration.ofMinutes(1);

  /** {@code Inst libc6 (2.43-7 Debian:unstable [amd64])}. */
  private static final Pattern INSTALLS = Pattern.compile("(?m)^Inst (\\S+) \\((\\S+) ");

  private final List<String> configuration;
  private final Path folder;

  private PrivateApt(List<String> configuration, Path folder) {
    this.configuration = configuration;
    this.folder = folder;
  }

  static PrivateApt in(AptFolder folder, List<CatalogueLine> lines, String mirror, Path keyring)
      throws IOException {
    return new PrivateApt(folder.configure(lines, mirror, keyring), folder.folder());
  }

  /**
   * Brings the package lists up to date.
   *
   * @return what apt complained about; empty when every suite is up to date
   */
  ToolError update() {
    // The apt of a run that was killed may still be at work on the same lists; it ends by itself.
    return Retry.await(LOCK, this::updateUnlessLocked)
        .orElseThrow(() -> new CatalogException("an apt of an interrupted run is still at work"));
  }

  private Optional<ToolError> updateUnlessLocked() {
    var result = run(UPDATE, folder, "apt-get", "-q", "update");
    return result.stderr().contains("Could not get lock")
        ? Optional.empty()
        : Optional.of(ToolError.ofApt(result.succeeded() ? "" : result.stderr()));
  }

  /**
   * What an installation on an empty system would take, of which only the package itself and shared
   * libraries are kept.
   *
   * @throws CannotUse when the suite does not have the package or cannot satisfy it
   */
  List<DebPackage> resolve(String name, String suite) {
    var plan = run(LOOK_UP, folder, "apt-get", "-sqq", "-t", suite, "install", name + "/" + suite);
    if (!plan.succeeded()) {
      throw ToolError.ofApt(plan.stderr()).toException();
    }
    var pins =
        INSTALLS.matcher(plan.stdout()).results().map(m -> m.group(1) + "=" + m.group(2)).toList();
    var show = new ArrayList<>(List.of("apt-cache", "show"));
    show.addAll(pins.stream().map(pin -> pin.replaceFirst(":[a-z0-9-]+=", "=")).toList());
    var described = run(LOOK_UP, folder, show.toArray(String[]::new));
    return DebPackage.withLibraries(name, DebPackage.parse(described.stdout()));
  }

  /**
   * Fetches the packages' files into a folder; apt verifies them against the signed lists.
   *
   * @throws CannotUse when one cannot be fetched completely
   */
  void download(List<DebPackage> debs, Path into) {
    var download = Stream.of("apt-get", "-q", "-o", "Acquire::Retries=3", "download");
    var argv = Stream.concat(download, debs.stream().map(DebPackage::pin));
    var result = run(DOWNLOAD, into, argv.toArray(String[]::new));
    if (!result.succeeded()) {
      throw ToolError.ofApt(result.stderr()).toException();
    }
  }

  /**
   * Fetches the program's own text of a source package, without the distribution's changes.
   *
   * @return its file
   * @throws CannotUse when it cannot be fetched completely
   */
  Path downloadSource(String name, String version, Path into) throws IOException {
    var pin = name + "=" + version;
    var result =
        run(DOWNLOAD, into, "apt-get", "-q", "source", "--download-only", "--tar-only", pin);
    if (!result.succeeded()) {
      throw ToolError.ofApt(result.stderr()).toException();
    }
    try (var files = Files.newDirectoryStream(into, name + "_*.orig.tar.*")) {
      for (var file : files) {
        return file;
      }
    }
    throw new CatalogException("the source package " + pin + " has no tar file");
  }

  private LocalCommand.Result run(Duration limit, Path where, String... argv) {
    var all = new ArrayList<>(Arrays.asList(argv));
    all.addAll(1, configuration);
    try {
      return LocalCommand.run(limit, Map.of(), where, all);
    } catch (UncheckedIOException | LocalCommand.TimedOut e) {
      throw new CatalogException(e.getMessage(), e);
    }
  }
}

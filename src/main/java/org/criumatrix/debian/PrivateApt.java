package org.criumatrix.debian;

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
import org.criumatrix.host.Architecture;
import org.criumatrix.host.Await;
import org.criumatrix.host.LocalCommand;

/** apt with its own lists and settings. apt verifies signatures and checksums. */
public final class PrivateApt {

  private static final Duration UPDATE = Duration.ofMinutes(3);
  private static final Duration DOWNLOAD = Duration.ofMinutes(5);
  private static final Duration LOCK = Duration.ofSeconds(60);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(200);
  private static final Duration LOOK_UP = Duration.ofMinutes(1);

  /** Matches {@code Inst libc6 (2.43-7 Debian:unstable [amd64])}. */
  private static final Pattern INSTALLS = Pattern.compile("(?m)^Inst (\\S+) \\((\\S+) ");

  private final List<String> configuration;
  private final Path folder;

  private PrivateApt(List<String> configuration, Path folder) {
    this.configuration = configuration;
    this.folder = folder;
  }

  /**
   * Returns an apt for the packages of some suites.
   *
   * @param folder the folder with the package lists, kept between runs
   * @param scratch a folder that can be removed after use
   */
  public static PrivateApt ofPackages(
      DebianArchive archive,
      List<Suite> suites,
      Architecture architecture,
      Path folder,
      Path scratch)
      throws IOException {
    return in(
        new AptFolder(AptFolder.Lists.PACKAGES, architecture, folder, scratch), suites, archive);
  }

  /**
   * Returns an apt for the source packages of some suites. The folders are as for {@link
   * #ofPackages}.
   */
  public static PrivateApt ofSources(
      DebianArchive archive, List<Suite> suites, Path folder, Path scratch) throws IOException {
    return in(
        new AptFolder(AptFolder.Lists.SOURCES, Architecture.here(), folder, scratch),
        suites,
        archive);
  }

  private static PrivateApt in(AptFolder folder, List<Suite> suites, DebianArchive archive)
      throws IOException {
    return new PrivateApt(folder.configure(suites, archive), folder.folder());
  }

  /**
   * Updates the package lists.
   *
   * @return apt's complaints; empty if every suite is up to date
   */
  public ToolError update() {
    // The apt of a killed run may still update the same lists; it ends by itself.
    return Await.until(
            "the lock on apt's lists",
            LOCK,
            POLL_INTERVAL,
            this::updateUnlessLocked,
            Optional::isPresent)
        .orThrow(
            waited ->
                new ArchiveException("an apt of an interrupted run is still at work: " + waited))
        .orElseThrow();
  }

  private Optional<ToolError> updateUnlessLocked() {
    var result = run(UPDATE, folder, "apt-get", "-q", "update");
    return result.stderr().contains("Could not get lock")
        ? Optional.empty()
        : Optional.of(ToolError.ofApt(result.succeeded() ? "" : result.stderr()));
  }

  /**
   * Resolves an installation on an empty system, and returns only the package itself and shared
   * libraries.
   *
   * @throws ArchiveException if the suite lacks the package or cannot satisfy its dependencies
   */
  public List<DebPackage> resolve(String name, String suite) {
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
   * Fetches the packages' files into a folder. apt verifies them against the signed lists.
   *
   * @throws ArchiveException if a file cannot be fetched completely
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
   * Fetches the upstream source of a source package, without the distribution's changes.
   *
   * @return the downloaded file
   * @throws ArchiveException if it cannot be fetched completely
   */
  public Path downloadSource(String name, String version, Path into) throws IOException {
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
    throw new ArchiveException("the source package " + pin + " has no tar file");
  }

  private LocalCommand.Result run(Duration limit, Path where, String... argv) {
    var all = new ArrayList<>(Arrays.asList(argv));
    all.addAll(1, configuration);
    try {
      return LocalCommand.run(limit, Map.of(), where, all);
    } catch (UncheckedIOException | LocalCommand.TimedOut e) {
      throw new ArchiveException(e.getMessage(), e);
    }
  }
}

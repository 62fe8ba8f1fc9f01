package org.criumatrix.debian;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.criumatrix.host.Architecture;
import org.criumatrix.host.SharedFolders;

/**
 * The state of a private apt, which needs no root and leaves the system's apt unchanged.
 *
 * @param lists the kind of package lists to fetch
 * @param architecture the architecture of the packages
 * @param folder the folder with the package lists, kept between runs
 * @param scratch a folder that can be removed after use
 */
record AptFolder(Lists lists, Architecture architecture, Path folder, Path scratch) {

  /**
   * The kinds of package lists, by their names in {@code sources.list(5)} and {@code apt-get
   * indextargets}.
   */
  enum Lists {
    PACKAGES("deb", "Packages"),
    SOURCES("deb-src", "Sources");

    private final String type;
    private final String target;

    Lists(String type, String target) {
      this.type = type;
      this.target = target;
    }
  }

  /**
   * apt's settings. The system's network settings (proxies, certificates, passwords) still apply.
   * Settings that would change which packages are found, or would run hooks, do not.
   */
  private static final String CONFIGURATION =
      """
      #clear APT::Update::Pre-Invoke;
      #clear APT::Update::Post-Invoke;
      #clear APT::Update::Post-Invoke-Success;
      #clear APT::Default-Release;
      #clear APT::Architectures;
      #clear Acquire::CompressionTypes::Order;
      Dir::State "%1$s/state";
      Dir::State::status "%1$s/status";
      Dir::Cache "%2$s";
      Dir::Cache::pkgcache "pkgcache.bin";
      Dir::Cache::srcpkgcache "srcpkgcache.bin";
      Dir::Log "%2$s";
      Dir::Etc::sourcelist "%1$s/archive.sources";
      Dir::Etc::sourceparts "/dev/null";
      Dir::Etc::preferences "/dev/null";
      Dir::Etc::preferencesparts "/dev/null";
      // apt exits with an error if any suite fails.
      APT::Update::Error-Mode "any";
      // Signatures are required, even if the system accepts unsigned archives.
      Acquire::AllowInsecureRepositories "false";
      Acquire::AllowWeakRepositories "false";
      Acquire::AllowDowngradeToInsecureRepositories "false";
      APT::Get::AllowUnauthenticated "false";
      APT::Install-Recommends "false";
      APT::Architecture "%3$s";
      // Otherwise root's apt downloads as an account that cannot write here.
      APT::Sandbox::User "root";
      Acquire::Languages "none";
      Acquire::PDiffs "false";
      Acquire::GzipIndexes "true";
      Acquire::Retries "0";
      Acquire::http::Timeout "15";
      Acquire::https::Timeout "15";
      """;

  /**
   * Writes the configuration, and returns the arguments that every apt command needs after its
   * name.
   */
  List<String> configure(List<Suite> suites, DebianArchive archive) throws IOException {
    SharedFolders.create(folder.resolve("state/lists/partial"));
    SharedFolders.create(scratch.resolve("archives/partial"));
    Files.writeString(folder.resolve("status"), "");
    Files.writeString(folder.resolve("archive.sources"), sources(suites, archive));
    var file = folder.resolve("apt.conf");
    Files.writeString(file, CONFIGURATION.formatted(folder, scratch, architecture.name()));
    return List.of("-c", file.toString());
  }

  private String sources(List<Suite> suites, DebianArchive archive) {
    // A suite and its base are on the same mirror, and their Release files expire equally often.
    return suites.stream()
        .flatMap(suite -> suite.names().map(name -> stanza(name, suite.expires(), archive)))
        .distinct()
        .collect(Collectors.joining("\n"));
  }

  private String stanza(String suite, boolean expires, DebianArchive archive) {
    return """
        Types: %s
        URIs: %s
        Suites: %s
        Components: main
        Targets: %s
        Signed-By: %s
        Check-Valid-Until: %s
        """
        .formatted(
            lists.type,
            archive.mirror(),
            suite,
            lists.target,
            archive.keyring(),
            expires ? "yes" : "no");
  }
}

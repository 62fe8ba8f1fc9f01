package org.criumatrix.debian;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.criumatrix.host.SharedFolders;

/**
 * The state of an apt of our own, which needs no root and leaves the system's alone.
 *
 * @param lists which lists it fetches
 * @param folder with the package lists, kept between runs
 * @param scratch what can be thrown away after use
 */
record AptFolder(Lists lists, Path folder, Path scratch) {

  /** As {@code sources.list(5)} and {@code apt-get indextargets} call them. */
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
   * The system's configuration still holds where it says how to reach the network (proxies,
   * certificates, passwords); everything that would change what is found or run hooks does not.
   */
  private static final String CONFIGURATION =
      """
      #clear APT::Update::Pre-Invoke;
      #clear APT::Update::Post-Invoke;
      #clear APT::Update::Post-Invoke-Success;
      #clear APT::Default-Release;
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
      // Every suite that fails makes the exit code say so.
      APT::Update::Error-Mode "any";
      // Signatures count, even if the system tolerates archives without one.
      Acquire::AllowInsecureRepositories "false";
      Acquire::AllowWeakRepositories "false";
      Acquire::AllowDowngradeToInsecureRepositories "false";
      APT::Get::AllowUnauthenticated "false";
      APT::Install-Recommends "false";
      // Root would otherwise hand downloads to an account that cannot write here.
      APT::Sandbox::User "root";
      Acquire::Languages "none";
      Acquire::PDiffs "false";
      Acquire::GzipIndexes "true";
      Acquire::Retries "0";
      Acquire::http::Timeout "15";
      Acquire::https::Timeout "15";
      """;

  /** Writes the configuration; returns what every apt command begins with after its name. */
  List<String> configure(List<Suite> suites, DebianArchive archive) throws IOException {
    SharedFolders.create(folder.resolve("state/lists/partial"));
    SharedFolders.create(scratch.resolve("archives/partial"));
    Files.writeString(folder.resolve("status"), "");
    Files.writeString(folder.resolve("archive.sources"), sources(suites, archive));
    var file = folder.resolve("apt.conf");
    Files.writeString(file, CONFIGURATION.formatted(folder, scratch));
    return List.of("-c", file.toString());
  }

  private String sources(List<Suite> suites, DebianArchive archive) {
    // A suite and the one that it is based on are on the same mirror and equally often late.
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

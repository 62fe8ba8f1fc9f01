package org.criumatrix.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.criumatrix.host.Architecture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AptFolderTest {

  @TempDir Path folder;

  private String sources(AptFolder.Lists lists) throws Exception {
    var suite = new Suite("experimental", Optional.of("sid"), false);
    var archive = new DebianArchive("http://mirror.invalid/debian", Path.of("/keys.gpg"));
    var architecture = Architecture.named("arm64");
    new AptFolder(lists, architecture, folder, folder.resolve("scratch"))
        .configure(List.of(suite), archive);
    return Files.readString(folder.resolve("archive.sources"));
  }

  @ParameterizedTest
  @CsvSource({"PACKAGES, deb, Packages", "SOURCES, deb-src, Sources"})
  void aSuiteAndItsBaseHaveTheListsThatAreWanted(AptFolder.Lists lists, String type, String target)
      throws Exception {
    assertThat(sources(lists).lines())
        .contains("Suites: sid", "Suites: experimental", "Signed-By: /keys.gpg")
        .filteredOn(line -> line.startsWith("Types: "))
        .hasSize(2)
        .containsOnly("Types: " + type);
    assertThat(sources(lists)).contains("\nTargets: " + target + "\n");
  }

  @Test
  void aRollingSuiteMayBeLate() throws Exception {
    assertThat(sources(AptFolder.Lists.SOURCES)).contains("Check-Valid-Until: no");
  }

  @Test
  void packagesAreOfTheWantedArchitectureOnly() throws Exception {
    sources(AptFolder.Lists.PACKAGES);
    assertThat(Files.readString(folder.resolve("apt.conf")))
        .contains("#clear APT::Architectures;", "APT::Architecture \"arm64\";");
  }
}

package org.criumatrix.distro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.criumatrix.debian.ArchiveException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No test makes a root, which takes a network, root privileges and a minute. */
class DistributionsTest {

  @TempDir Path cache;
  private final List<String> notes = new ArrayList<>();

  private Distributions distributions(boolean mayFetch) {
    return new Distributions(
        cache,
        () -> {
          throw new ArchiveException("apt is not here");
        },
        mayFetch,
        notes::add);
  }

  @Test
  void whereNothingMayBeFetchedItSaysWhatKeepsItFromIt() {
    assertThatExceptionOfType(Distributions.Missing.class)
        .isThrownBy(() -> distributions(false).root("trixie"))
        .withMessageContaining("Debian trixie")
        .withMessageContaining("-Dsetup=off");
  }

  @Test
  void whereNoPackagesAreToBeHadItSaysWhy() {
    assertThatExceptionOfType(Distributions.Missing.class)
        .isThrownBy(() -> distributions(true).root("trixie"))
        .withMessageContaining("apt is not here");
  }

  @Test
  void oneThatIsThereIsUsed() throws Exception {
    var line = DistributionLine.of("trixie");
    var made = cache.resolve("roots").resolve(line.contentName(Distributions.settle()));
    Files.createDirectories(made);

    assertThat(distributions(false).root("trixie")).isEqualTo(made);
    assertThat(notes).isEmpty();
  }

  @Test
  void anotherListOfPackagesIsAnotherRoot() {
    var one = new DistributionLine("trixie", "trixie", true, List.of("podman"));
    var other = new DistributionLine("trixie", "trixie", true, List.of("podman", "runc"));

    assertThat(one.contentName("")).startsWith("trixie-").isNotEqualTo(other.contentName(""));
    assertThat(one.contentName("another recipe")).isNotEqualTo(one.contentName(""));
  }
}

package org.criumatrix.criu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteStateTest {

  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void survivesInAFileAndADamagedFileIsNone(@TempDir Path folder) throws Exception {
    var file = folder.resolve("sid.json");
    var state = SuiteState.found("4.3-1", "file:/mirror");
    state.write(file);

    assertThat(SuiteState.read(file)).contains(state);
    Files.writeString(file, "{");
    assertThat(SuiteState.read(file)).isEmpty();
    assertThat(SuiteState.read(folder.resolve("none.json"))).isEmpty();
  }

  @Test
  void isServedByABuildOfItsPackageOnly() {
    assertThat(SuiteState.found("4.3-1", "").isServedBy(Set.of("4.3-1"))).isTrue();
    assertThat(SuiteState.found("4.3-2", "").isServedBy(Set.of("4.3-1"))).isFalse();
    assertThat(SuiteState.absent("gone", "").isServedBy(Set.of())).isTrue();
  }

  @Test
  void whatAnotherMirrorLacksSaysNothing() {
    assertThat(SuiteState.absent("gone", "file:/mirror").isOf("")).isFalse();
    assertThat(SuiteState.absent("gone", "").isOf("")).isTrue();
  }

  @Test
  void aDayIsLongAndTheFutureIsNotToBeTrusted() {
    assertThat(SuiteState.found("4.3-1", "").isOlderThan(DAY)).isFalse();
    assertThat(at(Instant.now().minus(Duration.ofHours(25)).toString()).isOlderThan(DAY)).isTrue();
    assertThat(at(Instant.now().plus(DAY).toString()).isOlderThan(DAY)).isTrue();
    assertThat(at("?").isOlderThan(DAY)).isTrue();
    assertThat(at(null).isOlderThan(DAY)).isTrue();
  }

  private static SuiteState at(String checked) {
    return new SuiteState("4.3-1", "", "", checked);
  }
}

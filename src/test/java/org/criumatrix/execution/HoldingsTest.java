package org.criumatrix.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.checkpoint.plain.NoContainer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests what is known of a dump before it begins, from which its end is predicted. */
class HoldingsTest {

  @TempDir static Path folder;
  @AutoClose private static TestRigs rigs;

  /** Names the mounts from outside in its calls of CRIU, as container engines do. */
  private static final Runtime ENGINE =
      new NoContainer() {
        @Override
        public boolean namesMounts() {
          return true;
        }

        @Override
        public Runtime by(String way) {
          return this;
        }
      };

  @BeforeAll
  static void build() {
    rigs = new TestRigs(folder, TestRigs.SHORT, false);
  }

  private static List<String> options(Runtime runtime, Rigs.Scenario scenario) {
    return rigs.run(runtime, scenario).options().orElseThrow();
  }

  @Test
  void theOptionsOfADumpAndItsPlansAreKnownEvenIfItFails() {
    var options =
        options(
            new NoContainer(),
            rig -> {
              rig.plans("again", "peers-too");
              rig.dump(rig.start("simple-c"), "--ghost-limit", "8M", "--shell-job");
            });

    assertThat(options).containsExactly("--ghost-limit=8M", "--shell-job", "again", "peers-too");
  }

  @Test
  void aRuntimeThatNamesMountsIsAPlan() {
    assertThat(options(ENGINE, rig -> rig.dump(rig.start("simple-c")))).contains("prepared");
    assertThat(options(new NoContainer(), rig -> rig.dump(rig.start("simple-c"))))
        .doesNotContain("prepared");
  }

  @Test
  void aDirectCallForAContainerNamesNoMounts() {
    var options =
        options(
            ENGINE,
            rig -> {
              rig.checkpointsBy("direct");
              rig.dump(rig.start("simple-c"));
            });

    assertThat(options).doesNotContain("prepared");
  }

  @Test
  void whatTheProgramHoldsIsKnown() {
    var result = rigs.run(new NoContainer(), rig -> rig.dump(rig.start("simple-c")));

    assertThat(result.traits()).isPresent();
    assertThat(rigs.run(new NoContainer(), TestRigs::plain).traits()).isEmpty();
    assertThat(rigs.run(new NoContainer(), TestRigs::plain).options()).isEmpty();
  }
}

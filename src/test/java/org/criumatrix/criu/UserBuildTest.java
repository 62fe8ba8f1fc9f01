package org.criumatrix.criu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserBuildTest {

  @TempDir Path folder;

  @Test
  void itsValueIsItsPathAndItsReleaseWhatItSays() throws Exception {
    var program =
        Builds.script(
            folder.resolve("criu/criu"), "echo Version: 4.2.1", "echo GitID: v4.2-15-gabcdef");

    var build = UserBuild.of("path:" + folder); // a source tree

    assertThat(build.version()).isEqualTo("path:" + folder);
    assertThat(build.release()).isEqualTo("4.2.1");
    assertThat(build.gitId()).isEqualTo("v4.2-15-gabcdef");
    assertThat(build.origin()).isEqualTo("path");
    assertThat(build.program()).isEqualTo(program);
  }

  @Test
  void saysWhyItCannotBeUsed() throws Exception {
    var broken = Builds.script(folder.resolve("broken"), "echo no library >&2", "exit 127");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> UserBuild.of("path:" + broken))
        .withMessageContaining("does not speak as CRIU does: exit 127, no library");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UserBuild.of("path:" + folder.resolve("none")))
        .withMessageContaining("no program " + folder.resolve("none"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UserBuild.of("path:" + folder))
        .withMessageContaining("none of criu/criu, sbin/criu");
  }
}

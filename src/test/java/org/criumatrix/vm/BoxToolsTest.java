package org.criumatrix.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.criumatrix.host.LocalCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs that box/build needs for a kernel. */
class BoxToolsTest {

  private static final String BUILD =
      "here=box && . box/lib/common.sh && . box/kernel/make.sh && kernel_make bookworm made linux";

  @TempDir private Path folder;

  private String build(String path) {
    var script = BUILD.replace("kernel_make", "PATH='" + path + "' && kernel_make");
    var exit = LocalCommand.run(Duration.ofSeconds(20), Map.of(), List.of("sh", "-c", script));
    assertThat(exit.succeeded()).as(exit.stderr()).isFalse();
    return exit.stderr();
  }

  private void program(String name) throws IOException {
    var file = Files.writeString(folder.resolve(name), "#!/bin/sh\necho 0\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /** The initrd of a machine has it and no library. */
  @Test
  void aBusyboxThatNeedsLibrariesIsRefused() throws IOException {
    var path = System.getenv("PATH");
    Files.copy(Path.of("/bin/sh").toRealPath(), folder.resolve("busybox"));
    assertThat(folder.resolve("busybox").toFile().setExecutable(true)).isTrue();
    for (var name : List.of("cpio", "xz", "depmod")) {
      program(name);
    }

    assertThat(build(folder + ":" + path))
        .contains("busybox needs libraries; apt-get install busybox-static replaces it");
  }

  @Test
  void aMissingProgramIsNamed() throws IOException {
    program("date");

    assertThat(build(folder.toString()))
        .contains("there is no busybox here; apt-get install busybox-static brings it");
  }
}

package org.criumatrix.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.criumatrix.host.Host.Mode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
@Timeout(20)
class AgentFilesTest {

  private static final byte[] SOME = "some\n".getBytes(StandardCharsets.UTF_8);

  @Parameter TestHost kind;
  @TempDir Path scratch;
  private Host host;
  private String folder;

  @BeforeEach
  void open() {
    host = kind.open(scratch);
    folder = host.home() + "/files";
    host.mkdir(folder, Mode.PUBLIC);
  }

  @AfterEach
  void close() {
    if (host != null) {
      host.close();
    }
  }

  private String mode(String path) {
    return host.execChecked(Command.of("stat", "-c", "%a", path)).stdout().strip();
  }

  @Test
  void readsAnythingThatItWrote() {
    var content = new byte[3_000_001];
    new Random(7).nextBytes(content);
    host.write(folder + "/a b\n'c", content, Mode.DATA);

    assertThat(host.read(folder + "/a b\n'c")).isEqualTo(content);
    host.write(folder + "/a b\n'c", new byte[0], Mode.DATA);
    assertThat(host.read(folder + "/a b\n'c")).isEmpty();
  }

  @Test
  void givesFilesAndFoldersTheirModes() {
    host.write(folder + "/tool", SOME, new Mode("4755", 0, 0));
    host.mkdir(folder + "/private", Mode.PRIVATE);

    assertThat(mode(folder + "/tool")).isEqualTo("4755");
    assertThat(mode(folder + "/private")).isEqualTo("700");
  }

  @Test
  void putsAndGetsLocalFiles() throws Exception {
    var here = Files.write(scratch.resolve("here"), SOME);
    host.put(here, folder + "/there", Mode.DATA);
    host.get(folder + "/there", scratch.resolve("back"));

    assertThat(scratch.resolve("back")).hasSameBinaryContentAs(here);
  }

  @Test
  void readsFilesOfTheKernels() {
    assertThat(new String(host.read("/proc/self/status"), StandardCharsets.UTF_8))
        .startsWith("Name:\tagent\n");
  }

  @Test
  void saysWhyAFileCannotBeReadOrWritten() {
    assertThatExceptionOfType(HostException.class)
        .isThrownBy(() -> host.read(folder + "/none"))
        .withMessage("local: " + folder + "/none: No such file or directory");
    assertThatExceptionOfType(HostException.class)
        .isThrownBy(() -> host.read(folder))
        .withMessage("local: " + folder + ": Is a directory");
    assertThatExceptionOfType(HostException.class)
        .isThrownBy(() -> host.write(folder, SOME, Mode.DATA))
        .withMessage("local: " + folder + ": Is a directory");
    assertThatExceptionOfType(HostException.class)
        .isThrownBy(() -> host.mkdir(folder, Mode.PUBLIC))
        .withMessage("local: " + folder + ": File exists");
  }

  @Test
  void listsEveryFileBelowAFolderWithItsSize() {
    host.mkdir(folder + "/deep", Mode.PUBLIC);
    host.write(folder + "/a", SOME, Mode.DATA);
    host.write(folder + "/deep/two words", new byte[0], Mode.DATA);
    host.write(folder + "/deep/two\n7 lines", SOME, Mode.DATA);

    assertThat(host.list(folder))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("a", 5L, "deep/two words", 0L, "deep/two\n7 lines", 5L));
    assertThat(host.list(folder + "/none")).isEmpty();
  }

  @Test
  void removesFilesFoldersAndWhatIsNotThere() {
    host.mkdir(folder + "/x", Mode.PUBLIC);
    host.mkdir(folder + "/x/y", Mode.PUBLIC);
    host.write(folder + "/x/y/file", SOME, Mode.DATA);
    host.remove(folder + "/x");
    host.remove(folder + "/x");

    assertThat(host.list(folder)).isEmpty();
    assertThat(host.exec(Command.of("test", "-e", folder + "/x")).succeeded()).isFalse();
  }

  @Test
  void removesALinkAndNotWhatItPointsTo() {
    host.mkdir(folder + "/kept", Mode.PUBLIC);
    host.write(folder + "/kept/file", SOME, Mode.DATA);
    host.mkdir(folder + "/x", Mode.PUBLIC);
    host.execChecked(Command.of("ln", "-s", folder + "/kept", folder + "/x/link"));
    host.execChecked(Command.of("ln", "-s", folder + "/kept", folder + "/link"));
    host.remove(folder + "/x");
    host.remove(folder + "/link");

    assertThat(host.list(folder)).containsOnlyKeys("kept/file");
  }
}

package org.criumatrix.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.host.LocalCommand.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the launcher in its own checkout, with programs that only print their arguments. */
class LauncherTest {

  private static final String MAVEN =
      """
      #!/bin/bash
      printf '<%s>' "$@" >> "$(dirname "$0")/../maven.log"
      for word; do
        case $word in
        -Dmdep.outputFile=*) mkdir -p "$HOME_OF_TEST/target/test-classes"; touch "$HOME_OF_TEST/some.jar"; echo "$HOME_OF_TEST/some.jar" > "${word#*=}" ;;
        esac
      done
      exit "${MAVEN_FAILS:-0}"
      """;

  private static final String JAVA =
      """
      #!/bin/bash
      printf 'in <%s>\\n' "$PWD"
      printf '<%s>\\n' "$@"
      exit 5
      """;

  @TempDir Path folder;
  private Path home;

  @BeforeEach
  void checkOut() throws IOException {
    home = folder.resolve("a checkout");
    Files.createDirectories(home.resolve("src"));
    Files.createDirectories(folder.resolve("bin"));
    executable(folder.resolve("bin/mvn"), MAVEN);
    executable(folder.resolve("bin/java"), JAVA);
    executable(home.resolve("criu-matrix"), Files.readString(Path.of("criu-matrix")));
    Files.writeString(home.resolve("pom.xml"), "<project>\n  <version>1.2</version>\n</project>\n");
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Result launch(String... words) {
    return launch(Map.of(), words);
  }

  private Result launch(Map<String, String> more, String... words) {
    var environment = new TreeMap<>(more);
    environment.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    environment.put("HOME_OF_TEST", home.toString());
    var argv = Stream.concat(Stream.of(home.resolve("criu-matrix").toString()), Stream.of(words));
    return LocalCommand.run(Duration.ofSeconds(20), environment, folder, argv.toList());
  }

  private List<String> builds() throws IOException {
    var log = folder.resolve("maven.log");
    return Files.exists(log) ? List.of(Files.readString(log).split("(?=<-q>)")) : List.of();
  }

  @Test
  void passesEveryArgumentAndTheExitCode() {
    var result = launch("compare", "a b", "", "*", "$x'\"", "-Dcells=serial/* !*java*");

    assertThat(result.exit()).isEqualTo(5);
    assertThat(result.stdout())
        .endsWith("<compare>\n<a b>\n<>\n<*>\n<$x'\">\n<-Dcells=serial/* !*java*>\n")
        .contains(
            "<-Dsuite.version=1.2>", "<-Dsuite.home=" + home + ">", ":" + home + "/some.jar>");
  }

  @Test
  void showsHelpWithoutACommand() {
    assertThat(launch().stdout()).endsWith("Main>\n<--help>\n");
  }

  @Test
  void staysWhereTheUserIsButForRuns() {
    assertThat(launch("compare").stdout()).startsWith("in <" + folder + ">");
    assertThat(launch("run").stdout()).startsWith("in <" + home + ">");
    assertThat(launch("first-bad", "c").stdout()).startsWith("in <" + home + ">");
    assertThat(launch("first-bad", "c", "--of", "r").stdout()).startsWith("in <" + folder + ">");
  }

  @Test
  void buildsOnceAndAgainWhenASourceIsNewer() throws Exception {
    launch("compare");
    launch("compare");
    assertThat(builds()).hasSize(1).allMatch(b -> b.contains("<test-compile>"));

    var source = Files.writeString(home.resolve("src/A.java"), "");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
    launch("compare");
    assertThat(builds()).hasSize(2);
  }

  @Test
  void buildsAgainWhenALibraryIsGone() throws Exception {
    launch("compare");
    Files.delete(home.resolve("some.jar"));
    assertThat(launch("compare").exit()).isEqualTo(5);
    assertThat(builds()).hasSize(2);
  }

  @Test
  void saysWhenThereIsNoFolderToBuildIn() throws Exception {
    Files.writeString(home.resolve("target"), "no folder");
    var result = launch("compare");

    assertThat(result.exit()).isEqualTo(6);
    assertThat(result.stderr())
        .isEqualTo(
            "criu-matrix: %s/target cannot be written by this account, another one built it; use a clone of your own\n"
                .formatted(home));
  }

  @Test
  void saysWhenItDoesNotBuildAndTriesAgain() throws Exception {
    var result = launch(Map.of("MAVEN_FAILS", "1"), "compare");

    assertThat(result.exit()).isEqualTo(7);
    assertThat(result.stderr()).contains("criu-matrix: it does not build, see above");
    assertThat(result.stdout()).isEmpty();
    assertThat(launch("compare").exit()).isEqualTo(5);
    assertThat(builds()).hasSize(2);
  }

  @Test
  void worksThroughALink() throws Exception {
    var link = Files.createSymbolicLink(folder.resolve("bin/cm"), home.resolve("criu-matrix"));
    var environment =
        Map.of(
            "PATH",
            folder.resolve("bin") + ":" + System.getenv("PATH"),
            "HOME_OF_TEST",
            home.toString());
    var result =
        LocalCommand.run(
            Duration.ofSeconds(20), environment, folder, List.of(link.toString(), "compare"));

    assertThat(result.stdout()).contains("<-Dsuite.home=" + home + ">");
  }
}

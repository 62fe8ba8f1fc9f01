package org.criumatrix.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No test makes a root, which takes a network and root privileges. */
class RootFolderTest {

  private static final DebianArchive ARCHIVE = new DebianArchive("http://m", Path.of("/keys"));

  private static List<String> command(String suite) {
    return RootFolder.command(
        "apt", List.of(), ARCHIVE, Suite.named(suite), List.of("a", "b"), Path.of("/r"));
  }

  @Test
  void aSuiteOfItsOwnIsTheOnlySource() {
    assertThat(command("trixie"))
        .containsSequence(
            "--include=a,b", "--keyring=/keys", "trixie", "/r", "deb http://m trixie main")
        .noneMatch(word -> word.contains("Default-Release"));
  }

  @Test
  void aSuiteWithABaseIsPreferredToIt() {
    assertThat(command("experimental"))
        .contains("--aptopt=APT::Default-Release \"experimental\"")
        .containsSequence("sid", "/r", "deb http://m sid main", "deb http://m experimental main");
  }

  @Test
  void onlyARollingSuiteMayBeExpired() {
    var late = "--aptopt=Acquire::Check-Valid-Until \"false\"";

    assertThat(command("sid")).contains(late);
    assertThat(command("bookworm")).doesNotContain(late);
  }
}

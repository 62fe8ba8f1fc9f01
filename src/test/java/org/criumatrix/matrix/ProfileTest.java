package org.criumatrix.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which options a call gets with a profile, and mistakes in the file of profiles. */
class ProfileTest {

  private static final Profile LXC = Profile.find("lxc").orElseThrow();
  private static final Profile RUNC = Profile.find("runc").orElseThrow();
  private static final Profile NONE = Profile.find("none").orElseThrow();

  @Test
  void theOptionsOfTheCaseAreReplaced() {
    var own = List.of("--ghost-limit", "8M", "--tcp-close", "-S");

    assertThat(RUNC.forDump(own)).containsExactly("--manage-cgroups=soft");
    assertThat(RUNC.forRestore(own))
        .containsExactly("--manage-cgroups=soft", "--restore-sibling", "--evasive-devices");
    assertThat(NONE.forDump(own)).isEmpty();
  }

  @Test
  void whatACaseCannotBePlayedWithoutIsKeptWithItsValue() {
    var own =
        List.of(
            "--file-locks", "--external", "mnt[/run]:run", "-r", "/copy", "--prev-images-dir=..");

    assertThat(NONE.forRestore(own))
        .containsExactly("--external", "mnt[/run]:run", "-r", "/copy", "--prev-images-dir=..");
    assertThat(LXC.forDump(own)).containsAll(LXC.dump()).contains("--external", "mnt[/run]:run");
  }

  @Test
  void theWordsOfAProgramStayAtTheEnd() {
    var own = List.of("--exec-cmd", "--shell-job", "--", "sh", "-c", "true", "--file-locks");

    assertThat(RUNC.forRestore(own))
        .startsWith("--manage-cgroups=soft")
        .endsWith("--exec-cmd", "--", "sh", "-c", "true", "--file-locks")
        .doesNotContain("--shell-job");
  }

  @Test
  void anotherTimeMakesNoDifference() {
    var once = LXC.forDump(List.of("--leave-running", "--timeout", "1"));

    assertThat(LXC.forDump(once)).isEqualTo(once);
  }

  @Test
  void systemsWithTheSameOptionsAreAlike() {
    assertThat(RUNC.isLike(Profile.find("docker").orElseThrow())).isTrue();
    assertThat(RUNC.isLike(Profile.find("crun").orElseThrow())).isFalse();
    assertThat(NONE.isLike(LXC)).isFalse();
  }

  @Test
  void everySystemOfTheIssueIsThere() {
    assertThat(Profile.names().split(", "))
        .contains("none", "runc", "crun", "podman", "docker", "lxc", "kubernetes-cri-o")
        .contains("dynamo-snapshot")
        .doesNotHaveDuplicates();
    assertThat(Profile.find("lxd")).isEmpty();
  }

  private static List<Profile> read(String text) {
    return Profile.read("p.toml", text);
  }

  @Test
  void aFileIsReadInItsOrder() {
    var all =
        read(
            """
            [b]
            about = "B"
            dump = ["--file-locks"]
            restore = []
            choice = []
            source = "here"

            [a]
            about = "A"
            dump = []
            restore = ["--ghost-limit=8M"]
            choice = ["--shell-job"]
            more = "a file"
            source = "there"
            """);

    assertThat(all).extracting(Profile::name).containsExactly("b", "a");
    assertThat(all.get(1).restore()).containsExactly("--ghost-limit=8M");
    assertThat(all.get(0).more()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "source = ''x''                                          | p.toml: [a] has no 'about'",
        "about = ''A'' \\n dump = [] \\n restore = [] \\n choice = [] | p.toml: [a] has no 'source'",
        "about = ''A'' \\n dumps = []                            | p.toml:3: there is no key 'dumps'",
        "dump = ''--file-locks''                                 | p.toml:2: ",
      })
  void aMistakeIsNamed(String lines, String message) {
    assertThatThrownBy(() -> read("[a]\n" + lines.strip().replace("\\n", "\n").replace("''", "\"")))
        .isInstanceOf(TomlException.class)
        .hasMessageContaining(message.stripTrailing());
  }

  @ParameterizedTest
  @CsvSource({
    "file-locks,        [a] has 'file-locks'; an option is one word",
    "--ghost-limit 8M,  [a] has '--ghost-limit 8M'; an option is one word",
    "--leave-running,   '[a] has --leave-running, which a case decides'",
    "--root=/x,         '[a] has --root=/x, which a case decides'",
  })
  void anOptionThatCannotBeUsedIsNamed(String option, String message) {
    var text =
        "[a]\nabout = 'A'\ndump = ['%s']\nrestore = []\nchoice = []\nsource = 's'\n"
            .formatted(option);

    assertThatThrownBy(() -> read(text))
        .isInstanceOf(TomlException.class)
        .hasMessageContaining(message);
  }
}

package org.criumatrix.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.host.LocalCommand.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** contrib/site: what the scripts call, with a fake suite. */
class SiteScriptsTest {

  /** Prints its arguments, and refuses archives that are called so. */
  private static final String SUITE =
      """
      #!/bin/sh
      echo "$@"
      case $* in *refused*) exit 1 ;; esac
      """;

  private static final String GIT =
      "git -c init.defaultBranch=main -c user.name=a -c user.email=a@b.example ";

  @TempDir Path folder;
  private Path scripts;

  @BeforeEach
  void checkOut() throws IOException {
    var suite = folder.resolve("a suite");
    scripts = Files.createDirectories(suite.resolve("contrib/site"));
    for (var name : List.of("build", "check")) {
      Files.copy(
          Path.of("contrib/site", name), scripts.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
    }
    var program = Files.writeString(suite.resolve("criu-matrix"), SUITE);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Result script(String name, String... words) {
    var argv = new ArrayList<>(List.of(scripts.resolve(name).toString()));
    argv.addAll(List.of(words));
    return LocalCommand.run(Duration.ofSeconds(20), Map.of(), folder, argv);
  }

  private void shell(String command) {
    var result =
        LocalCommand.run(Duration.ofSeconds(20), Map.of(), folder, List.of("sh", "-ec", command));
    assertThat(result.succeeded()).as(result.stderr()).isTrue();
  }

  @Test
  void allArchivesBecomeOneSite() {
    shell("mkdir 'sent in' && touch 'sent in/b.tar.gz' 'sent in/a.tar.gz' 'sent in/README.md'");
    var built = script("build", "--url", "https://a.example/", "sent in", "an out");

    assertThat(built.exit()).as(built.stderr()).isZero();
    assertThat(built.stdout().lines().map(l -> l.replaceAll("/\\S+/tmp\\.\\w+|/tmp/\\S+", "TMP")))
        .containsExactly(
            "data sent in/a.tar.gz sent in/b.tar.gz --to TMP",
            "site an out --from TMP --url https://a.example/");
  }

  @Test
  void anArchiveThatIsRefusedKeepsTheSiteFromBeingBuilt() {
    shell("mkdir sent && touch sent/refused.tar.gz");
    var built = script("build", "sent", "out");

    assertThat(built.exit()).isEqualTo(1);
    assertThat(built.stdout()).startsWith("data ").doesNotContain("site ");
  }

  @Test
  void aFolderWithoutArchivesIsAMistake() {
    shell("mkdir sent");

    assertThat(script("build", "sent", "out").stderr()).contains("there is no .tar.gz in sent");
    assertThat(script("build", "sent", "out").exit()).isEqualTo(2);
    assertThat(script("build", "sent").exit()).isEqualTo(2);
    assertThat(script("build", "--to", "x").stderr()).contains("there is no option --to");
    assertThat(script("build", "--url").stderr()).contains("--url needs an address");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "echo x > submissions/b.tar.gz | 0 | verify-bundle submissions/b.tar.gz",
        "echo x > submissions/refused.tar.gz | 1 | verify-bundle submissions/refused.tar.gz",
        "echo x > submissions/a.tar.gz | 1 | submissions/a.tar.gz is there already",
        "rm submissions/a.tar.gz | 1 | submissions/a.tar.gz is there already",
        "mv submissions/a.tar.gz submissions/b.tar.gz | 1 | submissions/a.tar.gz is there already",
        "ln -s /etc/passwd submissions/b.tar.gz | 1 | submissions/b.tar.gz is a link",
        "echo x > submissions/b.sh | 1 | submissions/b.sh is no archive",
        "echo x > 'submissions/$(id).tar.gz' | 1 | 'submissions/\\$\\(id\\).tar.gz is no archive'",
        "mkdir submissions/x; echo x > submissions/x/b.tar.gz | 1 | is no archive in submissions/",
        "echo x > README.md | 1 | README.md is no archive in submissions/",
        "true | 1 | no archive was added",
      })
  void aPullRequestMayOnlyAddArchives(String change, int exit, String says) {
    shell("mkdir submissions && echo a > submissions/a.tar.gz && " + GIT + "init -q");
    shell(GIT + "add submissions && " + GIT + "commit -qm a && git tag base");
    shell(change + "; " + GIT + "add . ':!a suite' && " + GIT + "commit -q --allow-empty -m b");
    var checked = script("check", "base");

    assertThat(checked.stdout() + checked.stderr()).contains(says);
    assertThat(checked.exit()).isEqualTo(exit);
  }

  @Test
  void aCommitThatIsNotThereIsAMistake() {
    shell(GIT + "init -q && " + GIT + "commit -q --allow-empty -m a");

    assertThat(script("check", "base").stderr()).contains("base is no commit");
    assertThat(script("check", "base").exit()).isEqualTo(2);
    assertThat(script("check").exit()).isEqualTo(2);
  }
}

package org.criumatrix.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommitNameTest {

  private static final Optional<String> USUAL = Optional.of("/usual");

  @ParameterizedTest
  @CsvSource({
    "/src/criu,                        /src/criu,                     HEAD",
    "/src/criu@v4.2,                   /src/criu,                     v4.2",
    "./criu@origin/criu-dev,           ./criu,                        origin/criu-dev",
    "https://example.org/criu,         https://example.org/criu,      HEAD",
    "https://example.org/criu@feat/x,  https://example.org/criu,      feat/x",
    "https://me@example.org/criu,      https://me@example.org/criu,   HEAD",
    "https://me@example.org/criu@v4.2, https://me@example.org/criu,   v4.2",
    "git@example.org:me/criu,          git@example.org:me/criu,       HEAD",
    "git@example.org:me/criu@v4.2,     git@example.org:me/criu,       v4.2",
    "file:///src/criu@v4.2,            file:///src/criu,              v4.2"
  })
  void namesACloneAndACommit(String text, String clone, String reference) {
    var name = new CommitName(clone, reference);

    assertThat(CommitName.of(text, Optional.empty())).isEqualTo(name);
    assertThat(CommitName.of(text, USUAL)).isEqualTo(name);
  }

  @Test
  void namesACommitOfTheUsualClone() {
    assertThat(CommitName.of("v4.2", USUAL)).isEqualTo(new CommitName("/usual", "v4.2"));
    assertThat(CommitName.of("v4.2", Optional.empty())).isEqualTo(new CommitName("v4.2", "HEAD"));
  }

  @Test
  void anAtMayBePartOfAFolder(@TempDir Path folder) throws Exception {
    var criu = Files.createDirectory(folder.resolve("criu@work")).toString();

    assertThat(CommitName.of(criu, USUAL)).isEqualTo(new CommitName(criu, "HEAD"));
    assertThat(CommitName.of(criu + "@v4.2", USUAL)).isEqualTo(new CommitName(criu, "v4.2"));
  }
}

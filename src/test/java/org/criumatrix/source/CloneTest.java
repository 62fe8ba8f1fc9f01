package org.criumatrix.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloneTest {

  @TempDir Path folder;

  @Test
  void findsTagsBranchesAndCommits() throws Exception {
    var sample = SampleClone.in(folder.resolve("criu"));
    var first = sample.commit("a", "one");
    sample.git("tag", "v1.0");
    var second = sample.commit("a", "two");
    sample.git("update-ref", "refs/remotes/origin/devel", first);
    var clone = sample.open();

    assertThat(clone.commit("v1.0")).isEqualTo(first);
    assertThat(clone.commit("main")).isEqualTo(second);
    assertThat(clone.commit(second.substring(0, 9))).isEqualTo(second);
    assertThat(clone.commit("devel")).as("a branch that only origin has").isEqualTo(first);
    assertThat(clone.range("v1.0", "main")).containsExactly(second);
    assertThat(clone.describe(second)).matches("v1\\.0-1-g" + second.substring(0, 12));
    assertThat(clone.title(second)).contains(second.substring(0, 12), "A. Author: a: two");
  }

  @Test
  void namesTheNewestTagsIfThereIsNoSuchCommit() throws Exception {
    var sample = SampleClone.in(folder.resolve("criu"));
    sample.commit("a", "one");
    sample.git("tag", "v1.0");
    var clone = sample.open();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> clone.commit("v9"))
        .withMessage("%s has no commit 'v9'; its newest tags: v1.0", sample.folder());
    assertThatIllegalArgumentException().isThrownBy(() -> clone.commit("--all"));
  }

  @Test
  void saysWhatIsWrongWithAFolder() throws Exception {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Clone.open(folder + "/none", folder, true, note -> {}))
        .withMessageContaining("no folder " + folder + "/none; remedy: git clone");
    var plain = Files.createDirectory(folder.resolve("plain"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Clone.open(plain.toString(), folder, true, note -> {}))
        .withMessageContaining("is no git repository");
  }

  @Test
  void keepsACopyOfAUrlAndFetchesItsNewCommits() throws Exception {
    var sample = SampleClone.in(folder.resolve("criu"));
    sample.commit("a", "one");
    var url = "file://" + sample.folder();
    var cache = folder.resolve("cache");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Clone.open(url, cache, false, note -> {}))
        .withMessageContaining("was never fetched");
    Clone.open(url, cache, true, note -> {});
    var second = sample.commit("a", "two");
    assertThat(Clone.open(url, cache, true, note -> {}).commit("main")).isEqualTo(second);

    sample.remove();
    List<String> notes = new ArrayList<>();
    assertThat(Clone.open(url, cache, true, notes::add).commit("main")).isEqualTo(second);
    assertThat(notes).singleElement().asString().startsWith("no new commits of " + url);
  }
}

package org.criumatrix.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.criumatrix.testing.SampleClone;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloneTest {

  private static final int RUNS = 8;

  @TempDir Path folder;
  private SampleClone sample;

  @BeforeEach
  void makeSample() throws Exception {
    sample = SampleClone.in(folder.resolve("criu"));
  }

  @Test
  void findsTagsBranchesAndCommits() throws Exception {
    var first = sample.commit("a", "one");
    sample.git("tag", "v1.0");
    var second = sample.commit("a", "two");
    sample.git("update-ref", "refs/remotes/origin/devel", first);
    var clone = sample.open();

    assertThat(clone.commit("v1.0")).isEqualTo(first);
    assertThat(clone.commit("1.0")).as("a release").isEqualTo(first);
    assertThat(clone.commit("main")).isEqualTo(second);
    assertThat(clone.commit(second.substring(0, 9))).isEqualTo(second);
    assertThat(clone.commit("devel")).as("a branch that only origin has").isEqualTo(first);
    assertThat(clone.range("v1.0", "main")).containsExactly(second);
    assertThat(clone.describe(second)).matches("v1\\.0-1-g" + second.substring(0, 12));
    assertThat(clone.title(second)).contains(second.substring(0, 12), "A. Author: a: two");
  }

  @Test
  void namesTheNewestTagsIfThereIsNoSuchCommit() throws Exception {
    sample.commit("a", "one");
    sample.git("tag", "v1.0");
    var clone = sample.open();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> clone.commit("v9"))
        .withMessage("%s has no commit 'v9'; its newest tags: v1.0", sample.folder());
    assertThatIllegalArgumentException().isThrownBy(() -> clone.commit("--all"));
  }

  @Test
  void exportsWhatIsCommitted() throws Exception {
    var first = sample.commit("a/b", "one");
    var second = sample.commit("a/b", "two");
    Files.writeString(sample.folder().resolve("a/b"), "edited");
    var clone = sample.open();
    var own = Files.createDirectory(folder.resolve("own"));

    clone.export(first, own);

    assertThat(own.resolve("a/b")).hasContent("one");
    assertThat(own.resolveSibling("own.tar")).doesNotExist();
    assertThat(clone.exported(second).resolve("a/b")).hasContent("two");
  }

  @Test
  void exportsACommitOnce() throws Exception {
    var commit = sample.commit("a", "one");
    var first = sample.open().exported(commit);
    Files.writeString(first.resolve("mark"), "");

    assertThat(sample.open().exported(commit)).isEqualTo(first);
    assertThat(first.resolve("mark")).exists();
  }

  @Test
  void runsMayExportTheSameCommitAtOnce() throws Exception {
    var commit = sample.commit("a", "one");
    var clone = sample.open();
    var threads = Executors.newFixedThreadPool(RUNS);

    try {
      var exports =
          IntStream.range(0, RUNS)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> clone.exported(commit), threads))
              .toList();

      assertThat(exports).allSatisfy(e -> assertThat(e.join().resolve("a")).hasContent("one"));
    } finally {
      threads.shutdown();
    }
    assertThat(clone.exported(commit).getParent()).isDirectoryNotContaining("glob:**unfinished*");
  }
}

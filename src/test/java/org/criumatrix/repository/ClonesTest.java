package org.criumatrix.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.criumatrix.testing.SampleClone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClonesTest {

  private static final String OPTION = "-Dzdtm=x";

  @TempDir Path folder;
  private final List<String> notes = new ArrayList<>();

  private Clone open(String source, boolean mayFetch) {
    return new Clones(folder.resolve("cache"), mayFetch, notes::add).open(OPTION, source);
  }

  @Test
  void saysWhatIsWrongWithAFolder() throws Exception {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open(folder + "/none", true))
        .withMessageStartingWith(OPTION + ": no folder " + folder + "/none; remedy: git clone");
    var plain = Files.createDirectory(folder.resolve("plain"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open(plain.toString(), true))
        .withMessageStartingWith(OPTION + " is no git repository");
  }

  @Test
  void readsABareRepository() throws Exception {
    var sample = SampleClone.in(folder.resolve("criu"));
    var commit = sample.commit("a", "one");
    var bare = folder.resolve("bare").toString();
    sample.git("clone", "--quiet", "--bare", sample.folder().toString(), bare);

    assertThat(open(bare, false).commit("main")).isEqualTo(commit);
  }

  @Test
  void keepsACopyOfAUrlAndFetchesItsNewCommits() throws Exception {
    var sample = SampleClone.in(folder.resolve("criu"));
    sample.commit("a", "one");
    var url = "file://" + sample.folder();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> open(url, false))
        .withMessage(OPTION + " was never fetched, and -Dsetup=off fetches nothing");
    open(url, true);
    var second = sample.commit("a", "two");
    assertThat(open(url, true).commit("main")).isEqualTo(second);

    sample.remove();
    notes.clear();
    assertThat(open(url, true).commit("main")).isEqualTo(second);
    assertThat(notes).singleElement().asString().startsWith("no new commits of " + url);
  }
}

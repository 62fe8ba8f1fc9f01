package org.criumatrix.zdtm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.criumatrix.testing.SampleClone;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small tree in the form of CRIU's. */
class ZdtmTreeTest {

  @TempDir Path temporary;
  private SampleClone sample;

  @BeforeEach
  void commit() throws IOException {
    sample = SampleClone.in(temporary.resolve("criu"));
    sample.commit("README.md", "no tests yet");
    sample.git("tag", "v0");
    sample.commit(
        "test/zdtm/static/Makefile",
        "TST_NOFILE\t:=\t\t\\\n\t\tenv00\t\\\n\t\tveth\t\\\n\nmaps02: bits.o\n");
    sample.commit("test/zdtm/static/env00.c", "");
    sample.commit("test/zdtm/static/veth.c", "");
    sample.commit("test/zdtm/static/bits.c", "");
    sample.commit("test/zdtm/static/veth.desc", "{'flavor': 'ns uns', 'flags': 'suid crfail'}");
    sample.commit("test/zdtm/transition/Makefile", "TST = fork\n");
    sample.commit("test/zdtm/transition/fork.c", "");
    sample.commit("test/zdtm.py", "");
    sample.git("tag", "v1");
    sample.commit("test/zdtm/static/bits.c", "changed");
  }

  private ZdtmTree read(String reference) {
    return ZdtmTree.of(sample.folder() + reference, Optional.empty(), sample.clones());
  }

  @Test
  void casesAreTheTestsThatTheMakefilesBuild() {
    assertThat(read("").caseNames(Flavour.UNS)).containsExactly("env00", "veth", "transition-fork");
  }

  @Test
  void aTestHasTheFlavoursOfItsDescription() {
    assertThat(read("").caseNames(Flavour.H)).containsExactly("env00", "transition-fork");
  }

  @Test
  void aDescriptionSaysWhoRunsTheTestAndThatCriuHasToRefuseIt() {
    var veth = read("").test("veth").orElseThrow();
    var env = read("").test("env00").orElseThrow();

    assertThat(veth.mustFail()).isTrue();
    assertThat(veth.isOfAnotherAccount()).isFalse();
    assertThat(env.mustFail()).isFalse();
    assertThat(env.isOfAnotherAccount()).isTrue();
    assertThat(read("").test("transition-fork").orElseThrow().path())
        .isEqualTo("zdtm/transition/fork");
  }

  @Test
  void aReferenceNamesACommit() {
    var old = read("@v1");

    assertThat(old.commit()).isNotEqualTo(read("").commit()).isEqualTo(read("@main~1").commit());
    assertThat(old.folder().resolve("test/zdtm/static/bits.c")).hasContent("");
    assertThat(read("").folder().resolve("test/zdtm/static/bits.c")).hasContent("changed");
  }

  @Test
  void aReferenceAloneIsOfTheCloneThatBuildsAreOf() {
    var clone = Optional.of(sample.folder().toString());

    assertThat(ZdtmTree.of("v1", clone, sample.clones())).isEqualTo(read("@v1"));
  }

  /** Each cell asks for its test. */
  @Test
  void aTreeIsReadOnce() throws IOException {
    var tree = read("");
    Files.delete(tree.folder().resolve("test/zdtm/static/veth.desc"));

    assertThat(read("").test("veth").orElseThrow().mustFail()).isTrue();
  }

  @Test
  void aMistakeIsReportedWithARemedy() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("@v9"))
        .withMessageContaining("has no commit 'v9'; its newest tags: ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("/nothing"))
        .withMessageStartingWith("-Dzdtm=%s/nothing: no folder", sample.folder());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("@v0"))
        .withMessage("-Dzdtm=%s@v0 has no test/zdtm.py", sample.folder());
  }
}

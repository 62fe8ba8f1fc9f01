package org.criumatrix.zdtm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.criumatrix.host.LocalCommand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small tree in the form of CRIU's. */
class ZdtmTreeTest {

  @TempDir Path temporary;
  private Path tree;

  private void git(String... words) {
    var argv =
        new ArrayList<>(
            List.of("git", "-c", "user.name=a", "-c", "user.email=a@b", "-C", tree.toString()));
    argv.addAll(List.of(words));
    var done = LocalCommand.run(Duration.ofSeconds(20), Map.of(), argv);
    assertThat(done.succeeded()).as(done.stderr()).isTrue();
  }

  private void write(String file, String text) throws IOException {
    Files.createDirectories(tree.resolve(file).getParent());
    Files.writeString(tree.resolve(file), text);
  }

  @BeforeEach
  void commit() throws IOException {
    tree = temporary.resolve("criu");
    write("test/zdtm.py", "");
    write(
        "test/zdtm/static/Makefile",
        "TST_NOFILE\t:=\t\t\\\n\t\tenv00\t\\\n\t\tveth\t\\\n\nmaps02: bits.o\n");
    write("test/zdtm/static/env00.c", "");
    write("test/zdtm/static/veth.c", "");
    write("test/zdtm/static/bits.c", "");
    write("test/zdtm/static/veth.desc", "{'flavor': 'ns uns', 'flags': 'suid crfail'}");
    write("test/zdtm/transition/Makefile", "TST = fork\n");
    write("test/zdtm/transition/fork.c", "");
    git("init", "-q", "-b", "main");
    git("add", ".");
    git("commit", "-q", "-m", "first");
    git("tag", "v1");
    write("test/zdtm/static/bits.c", "changed");
    git("commit", "-q", "-a", "-m", "second");
  }

  private ZdtmTree read(String reference) {
    return ZdtmTree.of(tree + reference, temporary.resolve("cache"));
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
  void aReferenceNamesACommit() throws IOException {
    var old = read("@v1");

    assertThat(old.commit()).isNotEqualTo(read("").commit()).isEqualTo(read("@main~1").commit());
    assertThat(old.folder().resolve("test/zdtm/static/bits.c")).hasContent("");
    assertThat(read("").folder().resolve("test/zdtm/static/bits.c")).hasContent("changed");
  }

  @Test
  void whatIsNotCommittedIsNoPartOfIt() throws IOException {
    write("test/zdtm/static/bits.c", "edited");

    assertThat(read("@main").folder().resolve("test/zdtm/static/bits.c")).hasContent("changed");
  }

  @Test
  void aMistakeIsReportedWithARemedy() {
    assertThatThrownBy(() -> read("@v9"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-Dzdtm=" + tree + "@v9")
        .hasMessageContaining("give a checkout or a bare repository");
    assertThatThrownBy(() -> ZdtmTree.of(temporary + "/nothing", temporary.resolve("cache")))
        .isInstanceOf(ZdtmException.class);
  }
}

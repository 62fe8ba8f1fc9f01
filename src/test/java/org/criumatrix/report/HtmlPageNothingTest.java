package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests what the page says when no cell passes the filters. */
class HtmlPageNothingTest {

  @TempDir Path target;

  private PageInBrowser page;

  @BeforeEach
  void findBrowser() {
    page = PageInBrowser.in(target);
  }

  @Test
  void saysThatItWasNeverTestedWhatIsNearestAndWhatWouldTell() throws Exception {
    var nothing =
        page.open(CausesRun.records(), "q=c-7+singularity&criu=4.3").expectFirst("#nothing");

    assertThat(nothing.select("h2").text()).startsWith("Never tested in this run");
    assertThat(nothing.text()).contains("“singularity” is in no text of this run.");
    assertThat(nothing.select(".nearest li").eachText())
        .containsExactly("without “singularity” 2 cells: 1/2 work, 1 unavailable");
    assertThat(nothing.select("pre").text())
        .isEqualTo("./criu-matrix run '-Dcells=*c-7*' '-Dcriu=4.3' '-Druntime=apptainer*'");
  }

  @Test
  void saysWhatIsKnownOfTheWords() throws Exception {
    assertThat(page.open(CausesRun.records(), "q=c-7+arm64").select("#mistake").text())
        .contains("The suite has been run on emulated machines of arm64");
  }

  @Test
  void aWordThatIsAValueOfAnAxisSelectsIt() throws Exception {
    var nothing =
        page.open(CausesRun.records(), "q=c-7+sudo&verdict=works").expectFirst("#nothing");

    assertThat(nothing.select("h2").text()).isEqualTo("No cell is like that");
    assertThat(nothing.text())
        .contains("3 cells were tested there, with another result: unavailable, 3 cells");
    assertThat(page.open(CausesRun.records(), "q=c-7+sudo+nowhere").select("#nothing pre").text())
        .isEqualTo("./criu-matrix run '-Dcells=*c-7*' '-Dprivilege=sudo'");
  }

  @Test
  void wordsThatMeanAPlaceAreNotLookedForInNames() throws Exception {
    var nothing = page.open(CausesRun.records(), "q=network+debian+12").expectFirst("#nothing");

    assertThat(nothing.select("pre").text())
        .isEqualTo("./criu-matrix run '-Dcells=*network*' '-Dcriu=3.17.1' '-Dhost=kernel:*'");
  }

  @Test
  void dropsTwoPartsIfOneIsNotEnough() throws Exception {
    var nothing =
        page.open(CausesRun.records(), "q=c-7+singularity+rootless").expectFirst("#nothing");

    assertThat(nothing.select(".nearest button").eachText())
        .containsExactly("without “singularity” and “rootless”");
  }

  @Test
  void aNearestCellIsOneClickAway() throws Exception {
    var shown =
        page.openAndDo(
            CausesRun.records(),
            "q=c-7+singularity",
            "document.querySelector('.nearest button').click()");

    assertThat(PageInBrowser.address(shown)).isEqualTo("#q=c-7");
    assertThat(shown.select("#nothing[hidden]")).hasSize(1);
    assertThat(shown.select("tr[class=case]")).isNotEmpty();
  }

  @Test
  void aFilterOnAnAxisHidesPublishedRowsThatHaveNone() throws Exception {
    assertThat(page.open(CausesRun.records(), "runtime=none").select("tr.group")).hasSize(1);
  }
}

package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.criumatrix.report.PageInBrowser.address;
import static org.criumatrix.report.PageInBrowser.encoded;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests where a cell leads to: other cells, its evidence, and commands. */
class HtmlPageDrawerTest {

  @TempDir Path target;

  private PageInBrowser page;

  @BeforeEach
  void findBrowser() {
    page = PageInBrowser.in(target);
  }

  private static String id(int number, String criu, String privilege) {
    return CausesRun.cell(number, criu, privilege).cell().id();
  }

  private Element drawer(String id) throws Exception {
    return page.open(CausesRun.records(), "cell=" + encoded(id)).expectFirst("#drawer");
  }

  @Test
  void hasTheSameCellWithOtherBuildsAndPrivileges() throws Exception {
    var siblings = drawer(id(4, "4.1.1", "root")).select("table.siblings");

    assertThat(siblings.select("a").eachAttr("title"))
        .containsExactly(
            "CRIU 4.3, root: works",
            "CRIU 4.3, sudo: unavailable",
            "CRIU 4.1.1, root: fails at dump",
            "CRIU 4.1.1, sudo: unavailable",
            "CRIU 3.17.1, root: fails at dump",
            "CRIU 3.17.1, sudo: unavailable");
    assertThat(siblings.select("[aria-current=true]").attr("title")).startsWith("CRIU 4.1.1, root");
  }

  @Test
  void anUnexpectedFailureHasTheCauseOfOthersWithItsError() throws Exception {
    assertThat(drawer(id(4, "4.1.1", "root")).text())
        .contains("The same error of other cells has this cause: Linux answers SO_PASSCRED")
        .contains("Fixed in CRIU 4.2: fixed upstream, not in this build")
        .contains("Only on Linux 6.16 or newer");
  }

  @Test
  void hasCommandsReadyToCopy() throws Exception {
    var id = id(4, "4.1.1", "root");

    assertThat(drawer(id).select("pre").eachText())
        .contains(
            "./criu-matrix report target/matrix '%s' > issue.md".formatted(id),
            "./criu-matrix first-bad '%s' --of target/matrix".formatted(id),
            "./criu-matrix run '-Dcells=%s'".formatted(id));
    assertThat(drawer(id(4, "4.3", "root")).text()).doesNotContain("criu-matrix report");
  }

  @Test
  void leadsToTheNextCellInTheOrderOfTheGrid() throws Exception {
    var next =
        page.openAndDo(
            CausesRun.records(),
            "privilege=root&cell=" + encoded(id(4, "4.3", "root")),
            "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', bubbles: true }))");
    assertThat(address(next)).contains(encoded(id(4, "4.1.1", "root")));

    var first = drawer(id(1, "4.3", "root"));
    assertThat(first.select("[data-step=-1]").hasAttr("disabled")).isTrue();
    assertThat(first.select(".walk").text()).endsWith("1 of 72");
  }

  @Test
  void linksToTheFilesOfItsEvidenceThatAreThere() throws Exception {
    var evidence =
        Files.createDirectories(target.resolve("matrix/evidence/network/c-4/4.1.1-1/work"));
    Files.writeString(evidence.resolveSibling("dump.log"), "x");
    Files.writeString(evidence.resolve("a b#.txt"), "x");
    Files.createSymbolicLink(evidence.resolveSibling("link.log"), Path.of("/etc/passwd"));

    assertThat(drawer(id(4, "4.1.1", "root")).select(".links a").eachAttr("href"))
        .containsExactly(
            "./evidence/network/c-4/4.1.1-1/dump.log",
            "./evidence/network/c-4/4.1.1-1/work/a%20b%23.txt");
    assertThat(drawer(id(5, "4.1.1", "root")).select(".links")).isEmpty();
  }
}

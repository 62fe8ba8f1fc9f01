package org.criumatrix.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.criumatrix.advice.TraitsPage;
import org.criumatrix.advice.TraitsPage.Evidenced;
import org.criumatrix.matrix.CsvData;
import org.criumatrix.matrix.MatrixFile;
import org.junit.jupiter.api.Test;

/**
 * docs/traits.md has every trait and what CRIU does about it; {@code -Dreadme.update=true} writes
 * it.
 */
class TraitsPageTest {

  private static final Path PAGE = Path.of("docs", "traits.md");

  private static final MatrixFile FILE =
      MatrixFile.of(
          "matrix.csv",
          """
          case,   criu,  privilege,      runtime, host, kernel, expect, at, error, why, holds, with, issue, fixed, remedy
          *,      *,     *,              *, *, *,      works, , ,
          *,      *,     "!unprivileged", *, *, *,     fails, dump, no way, CRIU_KEEPS none, epoll|eventfd>1M !pipe, !--x !peers-too, https://a/1, , --x (serial/java)
          *,      4.1.*, root,           *, *, >=6.16, fails, restore, , the kernel moved it, , again, 8ee2eba47, 4.2, none known
          serial/*, *,   *,              *, *, *,      fails, dump, no, about a case, signalfd
          """);

  private static final String TEXT =
      TraitsPage.text(
          TraitRule.all(),
          FILE,
          List.of(
              new Evidenced("signalfd", "4.2.1", 9, ""),
              new Evidenced("signalfd", "4.10", 2, "--y --z"),
              new Evidenced("signalfd", "4.10", 3, "--z"),
              new Evidenced("epoll", "4.3", 7, "")));

  private static Evidenced evidenced(CSVRecord line) {
    // Older files have no options.
    var with = line.isMapped("with") && line.get("with").startsWith("--") ? line.get("with") : "";
    return new Evidenced(
        line.get("trait"), line.get("criu"), Integer.parseInt(line.get("cells")), with);
  }

  @Test
  void hasEveryTraitAndWhatIsKnownOfIt() throws Exception {
    var evidence = CsvData.read("/org/criumatrix/advice/evidence.csv");
    var page =
        TraitsPage.text(
            TraitRule.all(),
            MatrixFile.read(Path.of("matrix.csv")),
            evidence.stream().map(TraitsPageTest::evidenced).toList());
    if (Boolean.getBoolean("readme.update")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).content().isEqualTo(page);
  }

  @Test
  void aTraitHasItsCausesOrItsEvidenceOrIsUntried() {
    assertThat(TEXT.lines())
        .contains(
            "| `epoll` | an epoll instance | [refused](#cause-1) above 1M, unless `pipe`, without `--x` or `peers-too` |",
            "| `eventfd` | an eventfd | [refused](#cause-1) above 1M, unless `pipe`, without `--x` or `peers-too` |",
            "| `signalfd` | a signalfd | comes back with `--z` (5 cells with CRIU 4.10) |",
            "| `pipe` | a pipe | untried |");
  }

  @Test
  void aCauseHasAllThatItsLineKnows() {
    assertThat(TEXT)
        .containsSubsequence(
            "### Cause 1\n",
            "**refused** at `dump`: `no way`\n",
            "CRIU\\_KEEPS none.\n",
            "- holds: `epoll|eventfd>1M !pipe`\n- only without `--x` or `peers-too`\n",
            "- what makes it work: --x (`serial/java`)\n- issue: <https://a/1>\n",
            "### Cause 2\n",
            "**lost** at `restore`: any error\n",
            "- holds: anything\n",
            "- only with `again`, in CRIU `4.1.*`, on Linux `>=6.16`, as `root`\n",
            "- fixed in CRIU 4.2\n- commit: `8ee2eba47`\n")
        .doesNotContain("about a case");
  }

  @Test
  void plansAndWhatIsTrueOfEveryProgramHaveSectionsOfTheirOwn() {
    assertThat(TEXT.lines())
        .contains(
            "| `again` | restored more than once from the same images | [lost](#cause-2) with `again`,"
                + " in CRIU `4.1.*`, on Linux `>=6.16`, as `root` |",
            "| `elsewhere` | restored on another machine |  |",
            "| `peers-too` | the other ends of its connections are dumped and restored, too | avoids"
                + " [refused](#cause-1) |",
            "- [lost](#cause-2) with `again`, in CRIU `4.1.*`, on Linux `>=6.16`, as `root`: the kernel moved"
                + " it");
  }
}

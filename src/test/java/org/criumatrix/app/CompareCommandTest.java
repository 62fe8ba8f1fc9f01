package org.criumatrix.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.criumatrix.record.CellRecord;
import org.criumatrix.runs.Samples;
import org.criumatrix.testing.SampleCell;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** What {@code ./criu-matrix compare} says of two runs. */
@ResourceLock(Resources.SYSTEM_OUT)
class CompareCommandTest {

  @TempDir Path folder;

  private Path run(String name, CellRecord... records) throws Exception {
    return Samples.written(folder.resolve(name), Samples.info(records.length), records).place();
  }

  @Test
  void saysHowFastItIsEvenIfNothingChanged() throws Exception {
    var before =
        run("a", cell("a").took(10, 1, 20, 1).works(), cell("b").took(30, 1, 20, 1).works());
    var after =
        run("b", cell("a").took(11, 1, 20, 1).works(), cell("b").took(33, 1, 20, 1).works());

    assertThat(CommandCall.of("compare", before, after).out().replaceAll("\\s+", " "))
        .contains("Speed, as the median of cells that work in both:")
        .contains("dump +2.0 ms (from 20.0 ms, 2 cells)")
        .contains("restore +0.0 ms (from 20.0 ms, 2 cells)");
  }

  private static SampleCell cell(String name) {
    return SampleCell.of("serial/" + name);
  }

  @Test
  void aBuildThatIsNotThereNamesThoseThatAre() throws Exception {
    var run = run("a", cell("a").criu("4.2.1").works(), cell("a").criu("4.10").works());
    var called = CommandCall.of("compare", run, run, "--from", "4.2", "--to", "4.10");

    assertThat(called.exit()).isEqualTo(2);
    assertThat(called.err()).contains("--from 4.2: ", "has no such build; it has 4.2.1, 4.10");
  }

  @Test
  void thePageLinksToCellsAndHasNoPathAsTitle() throws Exception {
    var before = run("a", cell("a").works());
    var after = run("b b", cell("a").fails("dump", "no"));
    Files.writeString(after.resolve("index.html"), "x");
    var page = Files.createDirectories(folder.resolve("pages")).resolve("p.html");

    CommandCall.of("compare", before, after, "--html", page);
    var shown = Jsoup.parse(Files.readString(page));

    assertThat(shown.title()).isEqualTo("a → b b");
    assertThat(shown.select("th a").eachAttr("href"))
        .isEqualTo(
            List.of(
                "../b%20b/index.html#cell=serial%2Fa%5Bcriu%3D4.3%2Cprivilege%3Droot%2Cruntime%3Dnone%2Chost%3Dlocal%5D"));
    assertThat(shown.text()).contains("Before: " + before, "After: " + after);
  }

  @Test
  void aGlobNamesOneCellForFirstBad() throws Exception {
    var run =
        run(
            "a",
            cell("a").criu("4.2.1").works(),
            cell("a").fails("dump", "no"),
            cell("b").works(),
            cell("b").privilege("sudo").works());

    assertThat(CommandCall.of("first-bad", "serial/a", "--of", run).exit()).isEqualTo(1);
    var two = CommandCall.of("first-bad", "serial/b", "--of", run);
    assertThat(two.exit()).isEqualTo(2);
    assertThat(two.err())
        .contains("2 cells are serial/b; name one of them:", cell("b").cell().id(), "sudo");
    assertThat(CommandCall.of("first-bad", "serial/x*", "--of", run).err())
        .contains("has no cell serial/x*");
  }
}

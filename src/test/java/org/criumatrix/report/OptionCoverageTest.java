package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.criumatrix.matrix.DocumentedOption;
import org.criumatrix.record.CellRecord;
import org.criumatrix.testing.SampleCell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionCoverageTest {

  private static final DocumentedOption TREE = option("--tree", "-t");
  private static final DocumentedOption DETACH = option("--restore-detached", "-d");
  private static final DocumentedOption DAEMON = option("--daemon", "-d");
  private static final DocumentedOption STATS = option("--display-stats", "");
  private static final DocumentedOption CGROUPS =
      option("--manage-cgroups", "", "none", "soft", "strict");
  private static final DocumentedOption EXTERNAL = option("--external", "", "mnt", "tty");
  private static final DocumentedOption FIELD =
      new DocumentedOption("rpc:orphan", "", List.of(), Set.of("rpc"));

  private static DocumentedOption option(String name, String letter, String... values) {
    return new DocumentedOption(name, letter, List.of(values), Set.of("help"));
  }

  private static OptionCoverage coverage(CellRecord... records) {
    var known = new LinkedHashMap<String, List<DocumentedOption>>();
    known.put("4.2.1", List.of(TREE, DETACH));
    known.put("4.3", List.of(TREE, DETACH, DAEMON, STATS, CGROUPS, EXTERNAL, FIELD));
    return OptionCoverage.of(List.of("Of a test."), known, List.of(records));
  }

  private static CellRecord cell(String id, String... lines) {
    return SampleCell.of(id).criu("4.3").privilege("root").ran(lines).works();
  }

  private static List<GivenOption> given(String line) {
    var known =
        Stream.of(TREE, DETACH, DAEMON, STATS, CGROUPS, EXTERNAL)
            .collect(Collectors.toMap(DocumentedOption::name, o -> o));
    return GivenOption.in(line, known);
  }

  @Test
  void readsACommandAsItWasTyped() {
    assertThat(given("setpriv -- /x/criu-capabilities-00ab12cd dump -t 7 --manage-cgroups=soft"))
        .containsExactly(
            new GivenOption("--tree", ""), new GivenOption("--manage-cgroups", "soft"));
    assertThat(given("'/a b/criu' restore -d --external 'mnt[/x]:y' --external tty:[1]"))
        .containsExactly(
            new GivenOption("--restore-detached", ""),
            new GivenOption("--external", "mnt"),
            new GivenOption("--external", "tty"));
    assertThat(given("criu page-server -d --no-display-stats"))
        .containsExactly(new GivenOption("--daemon", ""), new GivenOption("--display-stats", "no"));
    assertThat(given("criu restore --manage-cgroups other -- criu dump -t 7"))
        .containsExactly(new GivenOption("--manage-cgroups", ""));
    assertThat(given("docker checkpoint create -t 7")).isEmpty();
  }

  @Test
  void countsWhatCellsUsed() {
    var coverage = coverage(cell("operations/a", "criu dump -t 1 --manage-cgroups=none"));

    assertThat(coverage.options("4.3")).hasSize(6);
    assertThat(coverage.used("4.3")).containsExactly("--manage-cgroups", "--tree");
    assertThat(coverage.used("4.2.1")).isEmpty();
    assertThat(coverage.fields("4.3")).containsExactly("rpc:orphan");
    assertThat(SheetMarkdown.of(coverage.sheet(), 1))
        .contains("2 of 6 options of CRIU 4.3 are used by a case.")
        .contains("| --daemon | untried |")
        .contains("| --manage-cgroups | soft, strict |");
  }

  /** What shows an option is a case of its name, and otherwise one that works. */
  @Test
  void theBestCaseShowsIt() {
    var coverage =
        coverage(
            SampleCell.of("operations/b")
                .criu("4.3")
                .privilege("root")
                .ran("criu dump -t 1 --manage-cgroups none")
                .fails("dump", "no"),
            cell("operations/c", "criu dump -t 1 --manage-cgroups none"),
            cell("operations/manage-cgroups-d", "criu dump -t 1 --manage-cgroups strict"));

    assertThat(SheetMarkdown.of(coverage.sheet(), 1))
        .contains("| --manage-cgroups | none |  | ✓ | root | operations/c |")
        .contains("| --manage-cgroups | strict |  | ✓ | root | operations/manage-cgroups-d |");
  }

  @Test
  void theDataHasEverything(@TempDir Path folder) throws Exception {
    var coverage = coverage(cell("operations/a", "criu dump -t 1 --manage-cgroups=none"));
    var file = Files.writeString(folder.resolve("options.csv"), coverage.csv());

    assertThat(OptionCoverage.read(file)).isEqualTo(coverage);
    assertThat(coverage.csv()).startsWith("# Of a test.\ncriu,option,value,");
  }

  @Test
  void everyReasonSaysSomething() {
    assertThat(OptionCoverage.reasons())
        .allSatisfy((option, reason) -> assertThat(reason).as(option).isNotBlank());
  }
}

package org.criumatrix.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.RunId;
import org.criumatrix.record.RunInfo;
import org.criumatrix.runs.Samples;
import org.criumatrix.testing.SampleCell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** {@code ./criu-matrix query} as a user calls it. */
@ResourceLock(Resources.SYSTEM_OUT)
class QueryCommandTest {

  private static final String CLOSED = "network/tcp-closed-by-peer";

  private static final RunInfo INFO = startedAt("2026-11-22T15:30:00Z");
  private static final RunInfo LATER = startedAt("2026-11-23T15:30:00Z");

  @TempDir Path folder;
  private CommandCall called;
  private Path run;

  @BeforeEach
  void record() throws Exception {
    run =
        run(
            "run",
            INFO,
            cell(CLOSED).fails("restore", "Can't restore \u001b[31mTCP"),
            cell(CLOSED).criu("4.2.1").works(),
            cell("serial/simple-c").works());
  }

  private static SampleCell cell(String id) {
    return SampleCell.of(id);
  }

  private Path run(String name, RunInfo info, CellRecord... records) throws Exception {
    return Samples.written(folder.resolve(name), info, records).place();
  }

  private static RunInfo startedAt(String time) {
    var info = Samples.info(3);
    return new RunInfo(
        info.suite(),
        time,
        info.ended(),
        info.options(),
        info.hosts(),
        info.criuBuilds(),
        info.notes(),
        info.cellsPlanned(),
        info.cellsRecorded(),
        info.expectations());
  }

  private int call(Object... words) {
    called = CommandCall.of(Stream.concat(Stream.of("query"), Stream.of(words)).toArray());
    return called.exit();
  }

  private String out() {
    return called.out();
  }

  private String err() {
    return called.err();
  }

  @Test
  void printsTheCellsOfACaseNewestBuildFirst() {
    assertThat(call(run, "works:previous fails:newest")).isZero();
    assertThat(out().lines())
        .containsExactly(
            "2 of 3 cells; all of them: privilege root, runtime none, host local, kernel 6.18.44-fc, run "
                + RunId.of(INFO),
            "",
            CLOSED,
            "  4.3    fails at restore  Can't restore  [31mTCP",
            "  4.2.1  works");
  }

  @Test
  void aResultWithoutCellsSaysWhy() {
    assertThat(call(run, "criu:4.9 row:serial")).isEqualTo(1);
    assertThat(out().lines())
        .containsExactly(
            "None of 3 cells matches criu:4.9 row:serial",
            "  without criu:4.9: 1 cell; no cell has it, the values here are 4.2.1, 4.3",
            "  without row:serial: 0 cells");
    assertThat(call(run, "criu:4.9", "--ids")).isEqualTo(1);
    assertThat(out()).isEmpty();
    assertThat(err()).startsWith("None of 3 cells matches criu:4.9\n");
  }

  @Test
  void aMistakeIsMarked() {
    assertThat(call(run, "row:serial verdit:works")).isEqualTo(2);
    assertThat(err())
        .startsWith("criu-matrix: column 12 of the query: there is no field 'verdit'; did you mean")
        .endsWith("  row:serial verdit:works\n             ^^^^^^\n");
  }

  @Test
  void aQueryMayBeginWithADash() {
    assertThat(call(run, "-row:serial", "--count-by=row")).isZero();
    assertThat(out()).contains("network        2\n").doesNotContain("serial");
    assertThat(call(run, "-harm:lost")).isZero();
  }

  @Test
  void countsTheCellsOfEachValue() {
    assertThat(call(run, "", "--count-by=criu,verdict")).isZero();
    assertThat(out())
        .isEqualTo(
            """
            3 of 3 cells

            criu   verdict    cells
            4.3    works          1
            4.3    fails          1
            4.2.1  works          1
            """);
    assertThat(call(run, "", "--count-by=criu,phase", "--csv")).isZero();
    assertThat(out()).isEqualTo("criu,phase,cells\n4.3,restore,1\n4.3,–,1\n4.2.1,–,1\n");
    assertThat(call(run, "", "--count-by=colour")).isEqualTo(2);
    assertThat(err())
        .startsWith("criu-matrix: --count-by: there is no field 'colour'. The fields are row,");
    assertThat(call(run, "", "--count-by=works")).isEqualTo(2);
    assertThat(err()).contains("'works' is about other cells");
    assertThat(call(run, "", "--count-by=criu", "--ids")).isEqualTo(2);
  }

  @Test
  void writesRecordsForOtherPrograms() throws Exception {
    assertThat(call(run, "case:simple-c", "--json")).isZero();
    var json = new ObjectMapper().readTree(out());
    assertThat(json.get("count").asInt()).isEqualTo(1);
    var cell = json.get("cells").get(0);
    assertThat(cell.get("verdict").asText()).isEqualTo("works");
    assertThat(cell.get("run").asText()).startsWith("20261122T153000Z-");
    assertThat(cell.get("attempts").asInt()).isEqualTo(1);

    assertThat(call(run, "case:nothing", "--json")).isEqualTo(1);
    assertThat(new ObjectMapper().readTree(out()).at("/obstacles/0/without").asInt()).isEqualTo(3);

    assertThat(call(run, "", "--csv", "--limit=1")).isZero();
    assertThat(out().lines()).hasSize(2).first().asString().contains(",dump_ms,");
  }

  @Test
  void writesGlobsForTheNextRun() {
    assertThat(call(run, "row:network", "--ids")).isZero();
    assertThat(out())
        .isEqualTo(CLOSED + "[criu={4.2.1,4.3},privilege=root,runtime=none,host=local]\n");
    assertThat(call(run, "", "--ids", "--json")).isEqualTo(2);
  }

  @Test
  void showsNoMoreThanTheLimit() {
    assertThat(call(run, "", "--limit=1")).isZero();
    assertThat(out()).startsWith("3 of 3 cells").endsWith("\n2 more; --limit=0 shows all\n");
    assertThat(call(run, "", "--limit=-1")).isEqualTo(2);
  }

  @Test
  void readsRunsOneByOneOrByTheirFolder() throws Exception {
    var other = run("other", LATER, cell(CLOSED).criu("4.4").works());

    assertThat(call(run, other, "works:4.4 fails:4.3", "--count-by=criu")).isZero();
    assertThat(out()).contains("4.4          1\n", "4.3          1\n", "4.2.1        1\n");
    assertThat(call(folder, "", "--count-by=run")).isZero();
    assertThat(out().lines()).hasSize(5);
    assertThat(call(run, run, "criu:4.3", "--count-by=row")).isZero();
    assertThat(out()).startsWith("2 of 3 cells");

    assertThat(call(folder.resolve("nothing"), "is:news")).isEqualTo(2);
    assertThat(err()).contains("nothing is no run: there is no file ");
  }

  @Test
  void readsTheHistory() throws Exception {
    var kept = folder.resolve("history");
    assertThat(Commands.line().execute("history", "add", "-Dmatrix.history=" + kept, "" + run))
        .isZero();

    assertThat(call("-Dmatrix.history=" + kept, "case:simple-c")).isZero();
    assertThat(out()).startsWith("1 of 3 cells");
    assertThat(call(run, "-Dmatrix.history=" + kept, "case:simple-c")).isZero();
    assertThat(out()).startsWith("1 of 3 cells");
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThat(call("is:news")).isEqualTo(2);
    assertThat(err()).contains("name a run before the query", "query target/matrix 'is:news'");
    assertThat(call(run)).isEqualTo(2);
    assertThat(err()).contains("a query is missing", "query %s 'is:news'".formatted(run));
    assertThat(call()).isEqualTo(2);
  }

  @Test
  void savesQueriesAndUsesThem() throws Exception {
    var file = "--views-file=" + Files.writeString(folder.resolve("q.toml"), "# mine\n");

    assertThat(call(file, "--save=java", "case:*java*")).isZero();
    assertThat(call(file, "--save=c", run, "case:simple-c")).isZero();
    assertThat(out()).startsWith("1 of 3 cells");
    assertThat(call(file, "--views")).isZero();
    assertThat(out()).isEqualTo("java = case:*java*\nc = case:simple-c\n");

    assertThat(call(file, "--view=c", run)).isZero();
    assertThat(call(file, "--view=c", run, "verdict:fails")).isEqualTo(1);
    assertThat(out()).startsWith("None of 3 cells matches (case:simple-c) (verdict:fails)\n");
    assertThat(call(file, "--view=cc", run)).isEqualTo(2);
    assertThat(err()).contains("q.toml has no query 'cc'");
    assertThat(call(file, "--save=c", "row:serial")).isEqualTo(2);
    assertThat(err()).contains("q.toml has 'c' already, for case:simple-c;");
    assertThat(call(file, "--save=bad", "row>serial")).isEqualTo(2);
    assertThat(call(file, "--view=c")).isEqualTo(2);
    assertThat(err()).contains("name a run");
  }
}

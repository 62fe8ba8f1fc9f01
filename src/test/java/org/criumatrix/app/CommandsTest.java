package org.criumatrix.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;
import org.criumatrix.runs.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands as a user calls them, on runs that were written for it. */
@ResourceLock(Resources.SYSTEM_OUT)
class CommandsTest {

  private static final String MATRIX =
      "case, criu, privilege, runtime, host, kernel, expect, at, error, why\n"
          + "*, *, *, *, *, *, works, , ,\n";

  private static final CellRecord WORKS = Samples.cell("serial/java").works();
  private static final CellRecord FAILS = Samples.cell("serial/java").fails("dump", "no inotify");

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private PrintStream formerOut;
  private PrintStream formerErr;

  @BeforeEach
  void listen() {
    formerOut = System.out;
    formerErr = System.err;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void stopListening() {
    System.setOut(formerOut);
    System.setErr(formerErr);
  }

  private int call(Object... words) {
    var argv = new String[words.length];
    for (var i = 0; i < words.length; i++) {
      argv[i] = words[i].toString();
    }
    out.reset();
    err.reset();
    return Commands.line().execute(argv);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private Path run(String name, CellRecord... records) throws Exception {
    return Samples.written(folder.resolve(name), Samples.info(records.length), records).place();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "query",
        "table",
        "compare",
        "merge",
        "history",
        "update",
        "first-bad",
        "nightly",
        "bundle",
        "verify-bundle",
        "submit",
        "report"
      })
  void eachCommandHasHelp(String command) {
    assertThat(call(command, "--help")).isZero();
    assertThat(out())
        .contains(
            "Usage: criu-matrix " + command, "Shows this help.", "Exit codes:\n", "7   the suite");
    assertThat(call("--help")).isZero();
    assertThat(out()).contains("  " + command + " ").contains("7   the suite itself failed");
  }

  @Test
  void saysItsVersion() {
    assertThat(call("--version")).isZero();
    assertThat(out()).startsWith("criu-matrix ").hasLineCount(1);
  }

  @Test
  void theHelpOfRunListsItsOptions() {
    assertThat(call("run", "--help")).isZero();
    assertThat(out()).contains("--list", "-Dcells=GLOBS", "-Dmatrix.repeat=N", "(default: 1)");
    assertThat(call("run", "-Dmatrix.help")).isZero();
    assertThat(out()).startsWith("mvn verify -Pmatrix runs the matrix. It takes:\n");
  }

  @Test
  void aBadOptionOfARunIsAnErrorOfUse() {
    assertThat(call("nightly", "-Dmatrix.repeat=0")).isEqualTo(2);
    assertThat(err()).startsWith("criu-matrix: -Dmatrix.repeat is 1 or more, not 0;");
    assertThat(call("first-bad", WORKS.id(), "-Dshard=9/8")).isEqualTo(2);
    assertThat(err()).startsWith("criu-matrix: -Dshard cannot be used: there is no shard 9 of 8;");
    assertThat(System.getProperty("shard")).isNull();
  }

  @Test
  void whatCannotBeUnderstoodIsAnErrorOfUse() throws Exception {
    assertThat(call("compere")).isEqualTo(2);
    assertThat(call("compare", "a")).isEqualTo(2);
    assertThat(call()).isEqualTo(2);
    assertThat(call("run", "-Dcels=serial/*")).isEqualTo(2);
    assertThat(err()).contains("there is no -Dcels; ./criu-matrix run -Dmatrix.help lists all");
    assertThat(call("compare", folder, folder)).isEqualTo(2);
    assertThat(err()).startsWith("criu-matrix: " + folder + " is no run: there is no file");
  }

  @Test
  void compareEndsByWhetherAnythingGotWorse() throws Exception {
    var works = run("works", WORKS);
    var fails = run("fails", FAILS);
    var page = folder.resolve("page.html");

    assertThat(call("compare", works, fails, "--html", page)).isEqualTo(1);
    assertThat(out()).contains("Works no longer (1)");
    assertThat(page).content().contains("Works no longer");
    assertThat(call("compare", fails, works, "--markdown")).isZero();
    assertThat(out()).contains("## Works now: 1");
    assertThat(call("compare", works, works)).isZero();
  }

  @Test
  void compareShowsASubCheckThatWorksNoLonger() throws Exception {
    var works = run("works", Samples.cell("serial/java").checked("second-dump", "works").works());
    var fails =
        run("fails", Samples.cell("serial/java").checked("second-dump", "fails at dump").works());

    assertThat(call("compare", works, fails)).isEqualTo(1);
    assertThat(out())
        .contains("Something got worse.", "Sub-checks that work no longer (1)")
        .contains("sub-check  second-dump", "after      fails at dump");
    assertThat(call("compare", fails, works)).isZero();
    assertThat(out()).contains("Nothing got worse.", "Sub-checks that work now (1)");
  }

  @Test
  void compareWithARunThatWasCutOffSaysSoAndDoesNotEndWell() throws Exception {
    var whole = run("whole", WORKS, Samples.cell("serial/python").works());
    var cutOff = folder.resolve("cut-off");
    Samples.written(cutOff, Samples.cutOff(2, 1), WORKS);

    assertThat(call("compare", whole, cutOff, "--markdown")).isEqualTo(1);
    assertThat(out())
        .contains("1 cells in both runs, 1 ran in both; gone: 1.")
        .contains("cut-off was cut off: 1 of 2 cells have a record.")
        .contains("Nothing got worse in the 1 cells that ran in both runs; nothing is known")
        .doesNotContain("Nothing got worse.");
  }

  @Test
  void compareHoldsOneBuildAgainstAnother() throws Exception {
    var run = run("run", Samples.cell("serial/java").criu("4.2.1").works(), FAILS);

    assertThat(call("compare", run, run, "--from", "4.2.1", "--to", "4.3")).isEqualTo(1);
    assertThat(out())
        .contains(
            "CRIU 4.2.1 → 4.3", "Works no longer (1)", "Speed: no cell was measured in both.");
    assertThat(call("compare", run, run, "--from", "4.2.1")).isEqualTo(2);
    assertThat(call("compare", run, run, "--from", "4.2.1", "--to", "9")).isEqualTo(2);
    assertThat(err()).contains("--to 9: ", "has no such build; it has 4.2.1, 4.3");
  }

  @Test
  void mergeWritesARunWithItsPagesAndNeverOverOne() throws Exception {
    var java = run("java", WORKS);
    var tcp = run("tcp", Samples.cell("network/tcp").works());
    var merged = folder.resolve("merged");

    assertThat(call("merge", merged, java, tcp)).isZero();
    assertThat(Run.read(merged).records()).hasSize(2);
    assertThat(merged.resolve("index.html")).exists();
    assertThat(call("merge", merged, java, tcp)).isEqualTo(2);
    assertThat(err()).contains("merged is there already");
    assertThat(call("merge", folder.resolve("no"), java, run("other", FAILS))).isEqualTo(2);
    assertThat(err()).contains("has another record in another run");
    assertThat(folder.resolve("no")).doesNotExist();
  }

  @Test
  void historyKeepsRunsAndShowsTheirCells() throws Exception {
    var history = "-Dmatrix.history=" + folder.resolve("history");

    assertThat(call("history", "add", run("a", WORKS), history)).isZero();
    assertThat(out()).contains(" is kept as " + folder.resolve("history"));
    assertThat(call("history", "add", folder.resolve("a"), history)).isZero();
    assertThat(out()).contains("already");
    assertThat(call("history", "flaky", history)).isZero();
    call(
        "history",
        history,
        "add",
        run("b", Samples.cell("serial/java").attempt(2).fails("dump", "no")));
    assertThat(call("history", "list", history)).isZero();
    assertThat(out()).contains("Runs (2)");
    assertThat(call("history", "cell", history, "serial/*")).isZero();
    assertThat(out()).contains("fails at dump");
    assertThat(call("history", "flaky", history)).isEqualTo(1);
    assertThat(out()).contains("1 times fails at dump, 1 times works");
    assertThat(call("history", "cell", history, "network/*")).isEqualTo(2);
    assertThat(call("history", "cell", history, "{")).isEqualTo(2);
  }

  @Test
  void updateAsksForACauseAndChangesTheFile() throws Exception {
    var file = Files.writeString(folder.resolve("matrix.csv"), MATRIX);
    var fails = run("fails", FAILS);

    assertThat(call("update", fails, "--file", file)).isEqualTo(2);
    assertThat(err()).contains("add --why 'the cause'").contains(FAILS.id());
    assertThat(call("update", fails, "--file", file, "--dry-run")).isZero();
    assertThat(out()).contains("+++ ", "+serial/java, 4.3", "1 cells would be as expected then");
    assertThat(file).hasContent(MATRIX);
    assertThat(call("update", fails, "--file", file, "--why", "no inotify here")).isZero();
    // An older file gets the columns that its header lacks.
    assertThat(file)
        .content()
        .startsWith(MATRIX.replace("why\n", "why, holds, with, issue, fixed, remedy\n"))
        .contains("no inotify here");
    assertThat(call("update", fails, "--file", file)).isZero();
    assertThat(out()).startsWith("0 cells are as expected now");
    Files.writeString(file, MATRIX + "x\n");
    assertThat(call("update", fails, "--file", file)).isEqualTo(3);
  }

  @Test
  void updateTakesOneCauseAtATime() throws Exception {
    var file = Files.writeString(folder.resolve("matrix.csv"), MATRIX);
    var other = Samples.cell("serial/python").fails("restore", "no clone3");
    var fails = run("fails", FAILS, other);

    var one = call("update", fails, "--file", file, "--cells", "serial/java", "--why", "inotify");
    assertThat(one).isZero();
    assertThat(file).content().contains("no inotify").doesNotContain("no clone3");
    assertThat(call("update", fails, "--file", file, "--cells", "gpu/*")).isEqualTo(2);
    assertThat(err()).contains("has no cell gpu/*");
  }

  @Test
  void firstBadNamesWhereACellBeganToFail() throws Exception {
    var run = run("run", Samples.cell("serial/java").criu("4.2.1").works(), FAILS);

    assertThat(call("first-bad", WORKS.id(), "--of", run)).isEqualTo(1);
    assertThat(out())
        .contains("host=local: fails from CRIU 4.3 on Linux 6.18.44-fc on")
        .contains("CRIU 4.2.1 on Linux 6.18.44-fc works (2)");
    var fixed = run("fixed", FAILS, Samples.cell("serial/java").criu("5.0").works());
    assertThat(call("first-bad", WORKS.id(), "--of", fixed)).isZero();
    assertThat(out())
        .contains("fails already with CRIU 4.3 on Linux 6.18.44-fc, works from CRIU 5.0 on Linux");
    assertThat(call("first-bad", "serial/j*", "--of", run)).isEqualTo(1);
    assertThat(call("first-bad", "serial/java")).isEqualTo(2);
    assertThat(err()).contains("a glob needs --of RUN: serial/java");
    assertThat(call("first-bad", WORKS.id().replace("java", "c"), "--of", run)).isEqualTo(2);
  }

  @Test
  void aBundleIsMadeOnceAndFoundWholeOrNot() throws Exception {
    var run = run("run", FAILS);
    var file = folder.resolve("x.tar.gz");

    assertThat(call("bundle", run, file, "--evidence", "serial/*")).isZero();
    assertThat(out())
        .contains(
            "x.tar.gz: 1 records, 0 files of evidence of 1 cells", "redacted: ", "SHA-256:  ");
    assertThat(call("bundle", run, file)).isEqualTo(2);
    assertThat(err()).contains("x.tar.gz is there already");
    assertThat(call("bundle", run, folder.resolve("y"), "--evidence", "gpu/*")).isEqualTo(2);
    assertThat(err()).contains("has no cell gpu/*");
    assertThat(call("verify-bundle", file)).isZero();
    assertThat(out()).contains("1 cells: whole");
    assertThat(call("verify-bundle", run.resolve("run.json"))).isEqualTo(2);
    assertThat(err()).contains("run.json is no bundle: ");
  }

  @Test
  void aSubmissionIsMadeOnceAndAcceptedOrRefused() throws Exception {
    var run = run("run", FAILS);
    var file = folder.resolve("s.tar.gz");

    assertThat(call("submit", run, "--to", file, "--by", "Jane Doe")).isZero();
    assertThat(out())
        .contains("s.tar.gz: ", "  records.jsonl  ", "  run.json  ", "  submission.json  ")
        .contains("Run:      20261122T153000Z-", "1 records of 1 cells\n", "By:       Jane Doe")
        .contains("Redacted: ", "SHA-256:  ", "Send it as a pull request");
    assertThat(call("submit", run, "--to", file)).isEqualTo(2);
    assertThat(err()).contains("s.tar.gz is there already");
    assertThat(call("submit", run, "--to", folder.resolve("y"), "--by", " ")).isEqualTo(2);
    assertThat(err()).contains("--by ' ': a name is one line of 1 to 200 characters");
    assertThat(call("verify-bundle", file)).isZero();
    assertThat(out())
        .contains("1 cells: a submission of run 20261122T153000Z-", "by Jane Doe, acceptable");

    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) Files.size(file) - 9));
    assertThat(call("verify-bundle", file)).isEqualTo(1);
    assertThat(out()).contains("s.tar.gz: it ends too early: ", "s.tar.gz: refused");
  }

  @Test
  void submissionsAreJoinedWithTheNameOfTheirSender() throws Exception {
    var file = folder.resolve("s.tar.gz");
    var data = folder.resolve("data");
    assertThat(call("submit", run("run", FAILS), "--to", file, "--by", "Jane Doe")).isZero();

    assertThat(call("data", file, "--to", data)).isZero();
    assertThat(data.resolve("data.json")).content().contains("\"submitted_by\":\"Jane Doe\"");

    Files.writeString(file, "no archive");
    assertThat(call("data", file, "--to", folder.resolve("none"))).isEqualTo(2);
    assertThat(err()).contains("s.tar.gz: it is no .tar.gz: ");
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void aReportIsOfOneFailingCell() throws Exception {
    var run = run("run", FAILS, Samples.cell("serial/python").fails("restore", "no"));

    assertThat(call("report", run, FAILS.id())).isZero();
    assertThat(out()).startsWith("# CRIU 4.3: serial/java fails at dump");
    assertThat(call("report", run, "serial/*")).isEqualTo(2);
    assertThat(err()).contains("2 cells serial/* fail; name one of them:\n  serial/java[");
    assertThat(call("report", run("works", WORKS), "serial/*")).isEqualTo(2);
    assertThat(err()).contains("no cell serial/* fails in ");
  }

  @Test
  void linesArePrintedInRanges() {
    assertThat(UpdateCommand.ranges(List.of(3, 5, 6, 7, 9, 10))).isEqualTo("3, 5-7, 9-10");
  }

  @Test
  void updateListsWhatCannotBeExpected() throws Exception {
    var file = Files.writeString(folder.resolve("matrix.csv"), MATRIX);
    var both = run("both", WORKS, Samples.cell("serial/java").attempt(2).fails("dump", "no"));

    assertThat(call("update", both, "--file", file)).isEqualTo(1);
    assertThat(out()).contains("left: " + WORKS.id() + ": unsteady: works and fails at dump");
    assertThat(Files.readString(file)).isEqualTo(MATRIX);
  }

  @Test
  void aRunThatCannotBeWantedIsAnErrorOfUse() {
    try {
      assertThat(call("run", "-Dmatrix.repeat=0")).isEqualTo(2);
      assertThat(err()).contains("-Dmatrix.repeat is 1 or more, not 0; leave it out");
      assertThat(call("run", "-Dmatrix.repeat=1", "-Dcells=serial/* ! *python*")).isEqualTo(2);
      assertThat(err()).contains("a '!' stands alone in 'serial/* ! *python*'");
    } finally {
      System.clearProperty("matrix.repeat");
      System.clearProperty("cells");
    }
  }
}

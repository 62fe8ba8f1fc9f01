package org.criumatrix.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.criumatrix.matrix.MatrixFile;
import org.criumatrix.record.CellRecord;
import org.criumatrix.testing.SampleCell;
import org.criumatrix.verdict.Judgement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpdateTest {

  private static final String TEXT =
      """
      # What is expected.
      case,        criu,  privilege, runtime, host,  kernel, expect, at,   error,          why, holds, with, issue, fixed, remedy
      *,           *,     *,         *,       *,     *,      works,  ,     ,
      network/*,   4.2.*, *,         *,       *,     *,      fails,  dump, no sockets,     known
      # The last.
      *,           3.*,   *,         *,       *,     *,      fails,  dump, too old,        known
      """;

  private static final CellRecord JAVA_FAILS =
      Samples.cell("serial/java").fails("dump", "files.c: no inotify");

  @TempDir Path folder;
  private int asked;

  private Path file(String text) throws Exception {
    return Files.writeString(folder.resolve("matrix.csv"), text);
  }

  private Update update(String text, CellRecord... records) throws Exception {
    return Update.of(
        file(text),
        Samples.run("r", records),
        (end, cells) -> {
          asked++;
          return "because";
        });
  }

  /** Returns what an update adds and removes. Afterwards only cells that it left may differ. */
  private List<String> changed(String text, CellRecord... records) throws Exception {
    var update = update(text, records);
    update.draft().write();
    var updated = MatrixFile.read(folder.resolve("matrix.csv"));
    assertThat(records)
        .filteredOn(r -> !update.left().containsKey(r.id()))
        .allMatch(r -> Rejudge.isAsExpected(r, updated));
    return update
        .draft()
        .diff()
        .lines()
        .skip(2)
        .filter(l -> l.startsWith("+") || l.startsWith("-"))
        .toList();
  }

  @Test
  void leavesAFileAloneThatSaysWhatWasSeen() throws Exception {
    var update =
        update(
            TEXT,
            Samples.cell("serial/java").works(),
            Samples.cell("network/tcp").criu("4.2.1").fails("dump", "there are no sockets"),
            Samples.cell("network/tcp").unavailable("no device"));

    assertThat(update.draft().isChanged()).isFalse();
    assertThat(update.settled()).isZero();
    assertThat(update.unused()).containsExactly(6);
  }

  @Test
  void aNewFailureIsALineWithItsCauseAtTheEnd() throws Exception {
    assertThat(changed(TEXT, JAVA_FAILS))
        .containsExactly(
            "+serial/java, 4.3,   root,      none,    local, =6.18,  fails,  dump, files.c: no inotify, because");
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void cellsWithOneCauseShareALineNextToThoseOfTheirRow() throws Exception {
    assertThat(
            changed(
                TEXT,
                Samples.cell("network/tcp").fails("restore", "no address"),
                Samples.cell("network/udp").fails("restore", "no address")))
        .containsExactly(
            "+\"network/{tcp,udp}\", 4.3, root, none,   local, =6.18,  fails,  restore, no address,  because");
    assertThat(Files.readAllLines(folder.resolve("matrix.csv")).get(4)).startsWith("\"network/");
    assertThat(asked).isEqualTo(1);
  }

  /** The cause is known, so update does not ask for it. */
  @Test
  void aFailureThatALineKnowsOfOtherCasesIsThatLineForTheseToo() throws Exception {
    assertThat(
            changed(
                TEXT,
                Samples.cell("parallel/mpi-2").criu("4.2.1").fails("dump", "there are no sockets"),
                Samples.cell("parallel/mpi-4").criu("4.2.0").fails("dump", "there are no sockets"),
                Samples.cell("serial/java").criu("4.2.1").fails("dump", "there are no sockets"),
                Samples.cell("serial/java").works()))
        .containsExactly(
            "+\"parallel/{mpi-2,mpi-4} serial/java\", 4.2.*, *, *, *, *, fails, dump, no sockets,    known");
    assertThat(asked).isZero();
  }

  @Test
  void suchALineIsNotWidenedOverCellsThatCameToAnotherEnd() throws Exception {
    assertThat(
            changed(
                TEXT,
                Samples.cell("parallel/mpi").criu("4.2.1").fails("dump", "there are no sockets"),
                Samples.cell("parallel/mpi").criu("4.2.0").works()))
        .singleElement()
        .satisfies(line -> assertThat(line).startsWith("+parallel/mpi, 4.2.1,"));
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void whatWorksNowNeedsNoCause() throws Exception {
    assertThat(changed(TEXT, Samples.cell("network/tcp").criu("4.2.1").works()))
        .containsExactly("+network/tcp, 4.2.1, root,      none,    local, =6.18,  works,  ,     ,");
    assertThat(asked).isZero();
  }

  @Test
  void aRefusalThatAFileCallsWorksIsALineWithoutACause() throws Exception {
    assertThat(changed(TEXT, Samples.cell("serial/java").refuses()))
        .singleElement()
        .asString()
        .startsWith("+serial/java,")
        .contains("refuses,");
    assertThat(asked).isZero();
  }

  @Test
  void aRefusalThatAnOlderSuiteCalledWorksIsAsExpected() throws Exception {
    var refuses = TEXT.replace("works,  ,", "refuses,,");
    var older = Samples.cell("serial/java").byAnOlderSuite().works();

    assertThat(update(refuses, older).draft().isChanged()).isFalse();
    assertThat(update(refuses, Samples.cell("serial/java").works()).draft().isChanged()).isTrue();
  }

  @Test
  void anExceptionStandsBelowEveryLineThatItIsOneTo() throws Exception {
    // The last line is about all rows, so an exception next to the row's own would not count.
    assertThat(changed(TEXT, Samples.cell("network/tcp").criu("3.17.1").works())).hasSize(1);
    assertThat(Files.readAllLines(folder.resolve("matrix.csv")).get(6)).startsWith("network/tcp");
  }

  @Test
  void aLineThatNamedJustTheseCellsGoes() throws Exception {
    changed(TEXT, JAVA_FAILS);
    var updated = Files.readString(folder.resolve("matrix.csv"));

    assertThat(changed(updated, Samples.cell("serial/java").works()))
        .singleElement()
        .satisfies(line -> assertThat(line).startsWith("-serial/java, 4.3,"));
    assertThat(Files.readString(folder.resolve("matrix.csv"))).isEqualTo(TEXT);
  }

  @Test
  void aLineThatNamedJustTheseCellsIsReplacedWhenTheyFailOtherwise() throws Exception {
    changed(TEXT, JAVA_FAILS);
    var updated = Files.readString(folder.resolve("matrix.csv"));

    assertThat(changed(updated, Samples.cell("serial/java").fails("restore", "no terminal")))
        .satisfiesExactly(
            old -> assertThat(old).startsWith("-serial/java").contains("no inotify"),
            line -> assertThat(line).startsWith("+serial/java").contains("restore, no terminal"));
  }

  @Test
  void aLineThatNamesOtherCellsTooStays() throws Exception {
    changed(TEXT, JAVA_FAILS, Samples.cell("serial/c").fails("dump", "files.c: no inotify"));
    var updated = Files.readString(folder.resolve("matrix.csv"));

    assertThat(changed(updated, Samples.cell("serial/java").works()))
        .singleElement()
        .satisfies(line -> assertThat(line).startsWith("+serial/java").contains("works"));
  }

  @Test
  void anUnexplainedFailureIsNamed() throws Exception {
    var update = Update.of(file(TEXT), Samples.run("r", JAVA_FAILS), (end, cells) -> " ");

    assertThat(update.unexplained()).containsExactly(JAVA_FAILS.id());
    assertThat(update.draft().isChanged()).isFalse();
  }

  @Test
  void aCellThatNoGlobCanNameIsNamedAndNothingIsWritten() throws Exception {
    var odd = Samples.cell("serial/java").criu("path:/a b").fails("dump", "no inotify");

    assertThatIllegalStateException()
        .isThrownBy(() -> update(TEXT, odd))
        .withMessageContaining("can name " + odd.id());
    assertThat(folder.resolve("matrix.csv")).hasContent(TEXT);
  }

  @Test
  void brokenAndUnsteadyCellsCannotBeExpected() throws Exception {
    var broken = Samples.cell("serial/c").broken("disk full");
    var update =
        update(
            TEXT,
            broken,
            Samples.cell("serial/java").works(),
            Samples.cell("serial/java")
                .attempt(2)
                .judged(Judgement.REGRESSION)
                .fails("dump", "no luck today"));

    assertThat(update.left())
        .containsEntry(broken.id(), "broken: disk full")
        .containsEntry(JAVA_FAILS.id(), "unsteady: works and fails at dump: no luck today");
    assertThat(update.draft().isChanged()).isFalse();
  }

  private static SampleCell holder(String caseId) {
    return Samples.cell(caseId).held("inotify", "pipe").with("--shell-job");
  }

  private static CellRecord[] with(CellRecord... others) {
    var fail =
        Stream.of("serial/a", "serial/b", "open-files/c")
            .map(c -> holder(c).fails("dump", "files.c: no inotify"));
    return Stream.concat(fail, Stream.of(others)).toArray(CellRecord[]::new);
  }

  @Test
  void whatOnlyFailingProgramsHoldIsOneLineForEveryCase() throws Exception {
    var others =
        with(
            Samples.cell("serial/works").held("pipe").with().works(),
            Samples.cell("serial/other").held("inotify").kernel("6.1.0").works(),
            Samples.cell("serial/older").criu("4.2.1").held("inotify").works());

    assertThat(changed(TEXT, others))
        .containsExactly(
            "+*,           4.3,   root,      *,       *,     =6.18,  fails,  dump, files.c: no inotify, because, inotify");
    assertThat(Files.readAllLines(folder.resolve("matrix.csv")).get(6)).startsWith("*,");
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void anOptionThatTheFailingCellsLackIsAPartOfTheLine() throws Exception {
    var others =
        with(
            holder("serial/d").with("--x=3").works(),
            holder("serial/e").with("--y", "--shell-job").works(),
            Samples.cell("serial/works").held("pipe").works());

    assertThat(changed(TEXT, others))
        .singleElement()
        .asString()
        .startsWith("+*, ")
        .endsWith("because, inotify, \"!--x !--y\"");
  }

  @Test
  void whatAWorkingProgramHoldsIsNoCause() throws Exception {
    assertThat(changed(TEXT, with(holder("serial/works").works())))
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).startsWith("+open-files/c,").endsWith("because"),
            line -> assertThat(line).startsWith("+\"serial/{a,b}\",").endsWith("because"));
  }

  @Test
  void whereNothingWorksNoTraitIsTheCause() throws Exception {
    assertThat(changed(TEXT, with())).noneMatch(line -> line.startsWith("+*"));
  }

  @Test
  void oneCaseIsNotEnoughForALineAboutATrait() throws Exception {
    assertThat(
            changed(
                TEXT,
                holder("serial/a").fails("dump", "files.c: no inotify"),
                holder("serial/a").privilege("sudo").fails("dump", "files.c: no inotify"),
                Samples.cell("serial/works").held().works(),
                Samples.cell("serial/works").privilege("sudo").held().works()))
        .singleElement()
        .asString()
        .startsWith("+serial/a,");
  }

  @Test
  void cellsWithATraitThatFailOtherwiseKeepTheirOwnLine() throws Exception {
    var others =
        with(
            holder("serial/d").fails("restore", "no address"),
            Samples.cell("serial/works").held().works());

    assertThat(changed(TEXT, others)).hasSize(3).noneMatch(line -> line.startsWith("+*"));
  }

  @Test
  void aCellOnRecordWithAnotherFailureIsAnExceptionToTheTrait() throws Exception {
    var known = TEXT + "serial/z, *, *, *, *, *, fails, restore, no address, known\n";
    var other = holder("serial/z").fails("restore", "no address");

    assertThat(changed(known, with(other, Samples.cell("serial/works").held().works())))
        .hasSize(2)
        .noneMatch(line -> line.startsWith("+*"));
  }

  @Test
  void aCaseThatAsksForTheFailureIsNoExceptionToItsCause() throws Exception {
    var refusal = TEXT + "serial/z, *, *, *, *, *, refuses, , ,\n";
    var others = with(holder("serial/z").refuses(), Samples.cell("serial/works").held().works());

    assertThat(changed(refusal, others)).singleElement().asString().startsWith("+*,");
  }

  /** So that a line about one case stays an exception. */
  @Test
  void aLineAboutATraitStandsBelowThoseAboutEveryCase() throws Exception {
    var exception = TEXT + "serial/z, *, *, *, *, *, works, , ,\n";
    changed(exception, with(Samples.cell("serial/works").held().works()));
    assertThat(Files.readAllLines(folder.resolve("matrix.csv")))
        .last()
        .asString()
        .startsWith("serial/z");
  }

  @Test
  void theRestOfTheRunLimitsALineToo() throws Exception {
    var whole = Samples.run("r", with(Samples.cell("serial/works").held().works()));
    var alone = Samples.run("r", with());
    var spoilt = Samples.run("r", with(holder("serial/works").works()));

    assertThat(lines(Update.of(file(TEXT), alone, whole, (e, c) -> "why"))).hasSize(1);
    assertThat(lines(Update.of(file(TEXT), alone, spoilt, (e, c) -> "why"))).hasSize(2);
  }

  private static List<String> lines(Update update) {
    return update.draft().diff().lines().skip(2).filter(l -> l.startsWith("+")).toList();
  }

  @Test
  void anOlderFileGetsTheWholeHeaderAndKeepsItsLines() throws Exception {
    var old = TEXT.replace(", holds, with, issue, fixed, remedy", "");

    assertThat(changed(old, with(Samples.cell("serial/works").held().works())))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("-case,").endsWith(" why"),
            line -> assertThat(line).endsWith(" why, holds, with, issue, fixed, remedy"),
            line -> assertThat(line).startsWith("+*,").endsWith("because, inotify"));
    assertThat(changed(old, Samples.cell("serial/java").works())).isEmpty();
  }
}

package org.criumatrix.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatrixFileTest {

  private static final String HEADER =
      "case, criu, privilege, runtime, host, kernel, expect, at, error, why\n";
  private static final String ALL_WORK = "*, *, *, *, *, *, works, , ,\n";
  private static final Cell CELL =
      Cell.of(CaseId.parse("serial/java"), "3.17.1", "root", "none", "local");

  @TempDir Path folder;

  private MatrixFile read(String text) throws IOException {
    return MatrixFile.read(Files.writeString(folder.resolve("matrix.csv"), text));
  }

  @Test
  void letsTheLastMatchingLineWin() throws Exception {
    var file =
        read(
            HEADER
                + ALL_WORK
                + "*, 3.17.*, *, *, *, >=6.13, fails, start, vDSO, the vDSO moved\n"
                + "serial/*, *, sudo, *, *, *, fails, dump, , another\n");

    assertThat(file.expectation(CELL, "6.18.44"))
        .contains(
            new Expectation(
                Expectation.Kind.FAILS,
                Optional.of(Phase.START),
                "vDSO",
                "the vDSO moved",
                new CauseDetails("", "", ">=6.13", "", "", Remedy.NONE),
                3));
    assertThat(file.expectation(CELL, "6.1"))
        .contains(new Expectation(Expectation.Kind.WORKS, Optional.empty(), "", "", 2));
  }

  @Test
  void globsOverCriuAreNotAboutOtherCheckpointers() throws Exception {
    var file =
        read(
            HEADER
                + ALL_WORK
                + "serial/java, *, *, *, *, *, fails, dump, , of CRIU\n"
                + "serial/c, none, *, *, *, *, fails, dump, , of the other\n"
                + "serial/c, !3.17.*, *, *, *, *, fails, restore, , of CRIU\n");

    assertThat(file.expectation(without("serial/java"), "6.1")).get().matches(Expectation::works);
    assertThat(file.expectation(without("serial/c"), "6.1"))
        .get()
        .extracting(Expectation::why)
        .isEqualTo("of the other");
    assertThat(file.expectation(CELL, "6.1")).get().matches(Expectation::fails);
  }

  private static Cell without(String id) {
    return Cell.of(CaseId.parse(id), WithoutCriu.NONE, "root", "none", "local");
  }

  @Test
  void expectsNothingWhereNoLineMatches() throws Exception {
    assertThat(read(HEADER + "network/*, *, *, *, *, *, works, , ,\n").expectation(CELL, "6.1"))
        .isEmpty();
  }

  @Test
  void matchesOnEveryAxis() throws Exception {
    var file =
        read(
            HEADER
                + ALL_WORK
                + "network/*, *, *, *, *, *, fails, dump, , w\n"
                + "*, 4.*, *, *, *, *, fails, dump, , w\n"
                + "*, *, !root, *, *, *, fails, dump, , w\n"
                + "*, *, *, podman, *, *, fails, dump, , w\n"
                + "*, *, *, *, vm:*, *, fails, dump, , w\n"
                + "*, *, *, *, *, <6, fails, dump, , w\n");

    assertThat(file.expectation(CELL, "6.1")).map(Expectation::line).contains(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serial/java",
        "network/a serial/*",
        "serial/* !serial/c",
        "!serial/c",
        "!network/*",
        "{serial,network}/java",
        "ser*/java",
        "*java",
        "*"
      })
  void aLineIsAboutTheRowsOfItsGlobs(String cases) throws Exception {
    var file = read(HEADER + ALL_WORK + "\"" + cases + "\", *, *, *, *, *, fails, dump, , w\n");

    assertThat(file.expectation(CELL, "6.1")).get().matches(Expectation::fails);
  }

  @Test
  void takesQuotedCommasAndSeveralGlobs() throws Exception {
    var line = "*, \"{3.17.1,4.*}\", root sudo, *, *, *, fails, dump, \"a, b\", \"c, \"\"d\"\"\"\n";

    assertThat(read(HEADER + line).expectation(CELL, "6.1"))
        .contains(
            new Expectation(
                Expectation.Kind.FAILS, Optional.of(Phase.DUMP), "a, b", "c, \"d\"", 2));
  }

  @Test
  void countsLinesThroughCommentsAndBlankLinesToTheLastWithoutAnEnd() throws Exception {
    var file =
        read(
            "# first\n\n"
                + HEADER
                + "# a comment, with a comma and a \"\n"
                + ALL_WORK
                + "\n   \n\r\n"
                + "# b\n# c\n"
                + "*, 3.*, *, *, *, *, works, , , eleventh\n"
                + "\n"
                + "*, 3.*, *, *, *, <6, works, , , thirteenth");

    assertThat(file.expectation(CELL, "5.10")).map(Expectation::line).contains(13);
    assertThat(file.expectation(CELL, "6.1")).map(Expectation::line).contains(11);
  }

  @Test
  void knowsTheLinesThatNothingNeeded() throws Exception {
    var file =
        read(
            HEADER
                + ALL_WORK
                + "# typing error:\n"
                + "serail/*, *, *, *, *, *, works, , ,\n"
                + "serial/*, *, *, *, *, *, works, , ,\n");

    assertThat(file.unusedLines()).containsExactly(2, 4, 5);
    file.expectation(CELL, "6.1");
    assertThat(file.unusedLines()).containsExactly(4);
  }

  /** As spreadsheets write UTF-8. */
  @Test
  void aByteOrderMarkAtTheBeginningIsNoPartOfTheFirstLine() throws Exception {
    var file = read("\ufeff" + HEADER.strip() + "\r\n" + ALL_WORK.strip() + "\r\n");

    assertThat(file.expectation(CELL, "6.1")).map(Expectation::line).contains(2);
    assertThat(read("\ufeff# a comment\n" + HEADER + ALL_WORK).expectation(CELL, "6.1"))
        .map(Expectation::line)
        .contains(3);
  }

  private static DumpContext holding(Map<String, Long> traits, String... options) {
    return new DumpContext(traits, List.of(options));
  }

  @Test
  void aLineMayBeAboutOptionsAndKnowMoreOfItsCause() throws Exception {
    var file =
        read(
            HEADER.strip()
                + ", holds, with, issue, fixed, remedy\n"
                + ALL_WORK
                + "*, *, *, *, *, >=5.4, fails, dump, no, why, tcp-established, !--tcp-established,"
                + " https://example.org/1, 9.9, --tcp-established (network/tcp)\n");
    var connected = Map.of("tcp-established", 0L);

    var expected = file.expectation(CELL, "6.1", holding(connected));
    assertThat(expected).map(Expectation::line).contains(3);
    assertThat(expected.orElseThrow().details())
        .isEqualTo(
            new CauseDetails(
                "tcp-established",
                "!--tcp-established",
                ">=5.4",
                "https://example.org/1",
                "9.9",
                new Remedy("--tcp-established", List.of("--tcp-established"), "network/tcp")));
    assertThat(file.expectation(CELL, "6.1", holding(connected, "--tcp-established")))
        .map(Expectation::line)
        .contains(2);
    assertThat(file.expectation(CELL, "6.1", new DumpContext(connected, null)))
        .map(Expectation::line)
        .contains(2);
  }

  @Test
  void aFileMayLackTheLastColumns() throws Exception {
    var file =
        read(HEADER.strip() + ", holds, with\n" + ALL_WORK + "*, *, *, *, *, *, works, , ,\n");

    assertThat(file.expectation(CELL, "6.1")).map(Expectation::line).contains(3);
  }

  @Test
  void knowledgeIsWhatLinesSayOfEveryProgram() throws Exception {
    var file =
        read(
            HEADER.strip()
                + ", holds\n"
                + ALL_WORK
                + "*, *, *, *, *, *, fails, dump, overridden, why\n"
                + "*, *, root, *, *, *, works, , ,\n"
                + "*, *, *, *, *, *, fails, dump, first, why, pipe\n"
                + "serial/java, *, *, *, *, *, fails, dump, a case, why\n"
                + "*, *, *, *, *, *, fails, restore, second, why, pipe\n"
                + "*, *, *, *, *, *, fails, restore, other, why, fifo\n");

    var held = holding(Map.of("pipe", 0L));
    assertThat(file.knowledge().failures(CELL, "6.1", held))
        .extracting(Expectation::error)
        .containsExactly("first", "second");
    assertThat(file.failures(CELL, "6.1", held))
        .extracting(Expectation::error)
        .containsExactly("first", "a case", "second");
  }

  @Test
  void aLossThatOnlySomeProgramsNoticeExpectsNothingOfACell() throws Exception {
    var file =
        read(
            HEADER.strip()
                + ", holds\n"
                + ALL_WORK
                + "*, *, *, *, *, *, fails, dump, no fifo, why, fifo\n"
                + "*, *, *, *, *, *, loses, , , it is CRIU's own, affinity\n");

    var held = holding(Map.of("affinity", 0L, "fifo", 0L));
    assertThat(file.expectation(CELL, "6.1", held)).map(Expectation::error).contains("no fifo");
    assertThat(file.failures(CELL, "6.1", held)).hasSize(1);
    assertThat(file.knowledge().losses(CELL, "6.1", held))
        .extracting(Expectation::why)
        .containsExactly("it is CRIU's own");
    assertThat(file.losses(CELL, "6.1", holding(Map.of("fifo", 0L)))).isEmpty();
  }

  @Test
  void aProgramThatIsLeftRunningLosesNothingByARestore() throws Exception {
    var file =
        read(
            HEADER.strip()
                + ", holds, with\n"
                + ALL_WORK
                + "*, *, *, *, *, *, fails, answer, cut short, why, sleep, --leave-running\n"
                + "*, *, *, *, *, *, fails, restore, lost, why, pipe\n"
                + "*, *, *, *, *, *, fails, dump, no fifo, why, fifo\n");

    assertThat(file.failures(CELL, "6.1", holding(Map.of("pipe", 0L)))).hasSize(1);
    assertThat(file.failures(CELL, "6.1", holding(Map.of("pipe", 0L), "--leave-running")))
        .isEmpty();
    assertThat(file.failures(CELL, "6.1", holding(Map.of("fifo", 0L), "--leave-running")))
        .hasSize(1);
    assertThat(file.failures(CELL, "6.1", holding(Map.of("sleep", 0L), "--leave-running")))
        .hasSize(1);
  }

  @Test
  void aLineAboutATraitIsAboutEveryCellThatHoldsIt() throws Exception {
    var file =
        read(
            HEADER.strip()
                + ", holds\n"
                + ALL_WORK
                + "*, *, *, *, *, *, fails, dump, no, why, inet-socket !tcp-established\n");

    assertThat(file.expectation(CELL, "6.1", holding(Map.of("inet-socket", 0L))))
        .map(Expectation::line)
        .contains(3);
    var connected = Map.of("inet-socket", 0L, "tcp-established", 0L);
    assertThat(file.expectation(CELL, "6.1", holding(connected)))
        .map(Expectation::line)
        .contains(2);
    assertThat(file.expectation(CELL, "6.1")).map(Expectation::line).contains(2);
  }

  @ParameterizedTest
  @CsvSource({
    "4.2.*,      4.2,   true",
    "4.2,        4.2,   true",
    "4.2.*,      4.2.1, true",
    "4.1.*,      4.2,   false",
    "git:*,      4.2,   true",
    "git:v4.0,   4.2,   false",
    "'{3.*,4.0.*}', 4.0,   true",
  })
  void aCommitIsJudgedAsTheReleaseThatItReports(String criu, String release, boolean applies) {
    var file =
        MatrixFile.of(
            "matrix.csv",
            "case,criu,privilege,runtime,host,kernel,expect,at,error,why\n"
                + "*,*,*,*,*,*,works,,,\n"
                + "*,\"%s\",*,*,*,*,fails,dump,no,a cause\n".formatted(criu));
    var cell = Cell.of(CaseId.parse("serial/a"), "git:v4.2", "root", "none", "local");
    var dump = new DumpContext(null, null, release);

    assertThat(file.expectation(cell, "6.18", dump).orElseThrow().fails()).isEqualTo(applies);
    assertThat(file.expectation(cell, "6.18").orElseThrow().fails())
        .as("without a release by its value alone")
        .isEqualTo(criu.equals("git:*"));
  }
}

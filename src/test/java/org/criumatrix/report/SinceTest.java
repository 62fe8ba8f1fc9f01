package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.criumatrix.matrix.Claim;
import org.criumatrix.record.CellRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinceTest {

  @ParameterizedTest(name = "published {0}, today {2} as {1}: {3}")
  @CsvSource({
    "works, root,         works,       AS_PUBLISHED",
    "works, capabilities, fails,       FAILS_NOW",
    "works, unprivileged, works,       AS_PUBLISHED",
    "works, unprivileged, fails,       ",
    "works, root,         unavailable, ",
    "works, root,         broken,      ",
    "fails, root,         fails,       AS_PUBLISHED",
    "fails, root,         works,       WORKS_NOW",
    "fails, unprivileged, works,       WORKS_NOW",
  })
  void aCellIsHeldAgainstWhatWasTried(
      String published, String privilege, String today, Since since) {
    assertThat(Since.of(claims(published), cell(privilege, today)).orElse(null)).isEqualTo(since);
  }

  @Test
  void ofACaseTheBestOfTodayCounts() {
    var cells = List.of(cell("root", "works"), cell("sudo", "fails"));

    assertThat(Since.of(claims("works"), cells)).contains(Since.AS_PUBLISHED);
    assertThat(Since.of(claims("fails"), cells)).contains(Since.WORKS_NOW);
    assertThat(Since.of(claims("works"), cells.subList(1, 2))).contains(Since.FAILS_NOW);
  }

  @Test
  void whatIsNotPublishedCannotBeCompared() {
    assertThat(Since.of(List.of(), cell("root", "works"))).isEmpty();
    assertThat(Since.of(claims("works"), List.of())).isEmpty();
  }

  private static List<Claim> claims(String verdict) {
    return List.of(new Claim("page", "network", "x", "3.17.1", verdict, "root", ""));
  }

  private static CellRecord cell(String privilege, String verdict) {
    var cell = PublishedRun.cell("x", privilege);
    return switch (verdict) {
      case "works" -> cell.works();
      case "fails" -> cell.fails("dump", "Error");
      case "broken" -> cell.broken("no space left");
      default -> cell.unavailable("no device");
    };
  }
}

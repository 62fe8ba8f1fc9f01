package org.criumatrix.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On reports as Surefire writes them. */
class SkippedTestsTest {

  private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path reports;

  private void report(String name, Instant written, String... cases) throws IOException {
    var text = "<testsuite>" + String.join("", cases) + "</testsuite>";
    var file = Files.writeString(reports.resolve("TEST-" + name + ".xml"), text);
    Files.setLastModifiedTime(file, FileTime.from(written));
  }

  private static String passed() {
    return "<testcase name='x'/>";
  }

  private static String assumption(String reason) {
    return "<testcase name='x'><skipped type='org.opentest4j.TestAbortedException'>"
        + "<![CDATA[org.opentest4j.TestAbortedException: %s\n".formatted(reason)
        + "\tat org.junit.jupiter.api.Assumptions.assumeTrue(Assumptions.java:127)\n"
        + "\tat org.criumatrix.X.x(X.java:1)\n]]></skipped></testcase>";
  }

  private static String condition(String message) {
    return "<testcase name='x'><skipped message='%s'/></testcase>".formatted(message);
  }

  private String line() throws Exception {
    return new SkippedTests(reports, SINCE).line();
  }

  @Test
  void eachReasonIsNamedWithItsNumberTheMostFrequentFirst() throws Exception {
    report(
        "A",
        SINCE,
        passed(),
        assumption("Assumption failed: sudo is not installed"),
        assumption("Assumption failed: there is no nft"),
        condition("System property [network] does not exist ==&gt; fetches packages"));
    report("B", SINCE.plusSeconds(1), assumption("Assumption failed: there is no nft"));

    assertThat(line())
        .isEqualTo(
            "Tests skipped: 4 of 5 "
                + "(2: there is no nft; 1: fetches packages; 1: sudo is not installed)");
  }

  @Test
  void aReasonOfSeveralLinesIsOneLine() throws Exception {
    report("A", SINCE, assumption("\nAssumption failed: no firewall: sh: 1: nft: not found\n\n"));

    assertThat(line()).isEqualTo("Tests skipped: 1 of 1 (1: no firewall: sh: 1: nft: not found)");
  }

  @Test
  void whereNoReasonWasGivenTheLineSaysSo() throws Exception {
    report("A", SINCE, condition(""), assumption("Assumption failed: "));

    assertThat(line()).isEqualTo("Tests skipped: 2 of 2 (2: no reason given)");
  }

  @Test
  void reportsOfAnEarlierBuildDoNotCount() throws Exception {
    report("A", SINCE.minusSeconds(1), condition("old"), passed());
    report("B", SINCE, passed());

    assertThat(line()).isEqualTo("Tests skipped: 0 of 1");
  }

  @Test
  void aBuildWithoutReportsHasNoTests() throws Exception {
    reports = reports.resolve("missing");

    assertThat(line()).isEqualTo("Tests skipped: 0 of 0");
  }
}

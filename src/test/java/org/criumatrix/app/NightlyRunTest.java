package org.criumatrix.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.RunInfo;
import org.criumatrix.runs.History;
import org.criumatrix.runs.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nightly runs with prepared records. */
class NightlyRunTest {

  private static final CellRecord WORKS = Samples.cell("serial/java").works();
  private static final CellRecord FAILS = Samples.cell("serial/java").fails("dump", "seeded");

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private ExitCode night(ExitCode code, CellRecord... records) throws Exception {
    return night(code, Samples.info(records.length), records);
  }

  private ExitCode night(ExitCode code, RunInfo info, CellRecord... records) throws Exception {
    out.reset();
    var run = folder.resolve("run");
    return new NightlyRun(
            new History(folder.resolve("history")),
            run,
            () -> {
              try {
                Samples.written(run, info, records);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              return code;
            },
            new PrintStream(out, true, StandardCharsets.UTF_8))
        .run();
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theFirstHasNothingToBeHeldAgainst() throws Exception {
    assertThat(night(ExitCode.AS_EXPECTED, WORKS)).isEqualTo(ExitCode.AS_EXPECTED);
    assertThat(out()).contains("is kept as", "This is the first run with these options");
  }

  @Test
  void aRegressionIsFoundAndNamed() throws Exception {
    night(ExitCode.AS_EXPECTED, WORKS);

    assertThat(night(ExitCode.DIFFERS, FAILS)).isEqualTo(ExitCode.DIFFERS);
    assertThat(out()).contains("Works no longer (1)\n  " + WORKS.id()).doesNotContain("\u001b");
    assertThat(folder.resolve("run/compare.html")).content().contains("Works no longer");
    assertThat(folder.resolve("run/compare.md")).content().contains("## Works no longer: 1");
  }

  @Test
  void aSlowerBuildEndsANightThatIsAsExpectedOtherwise() throws Exception {
    night(ExitCode.AS_EXPECTED, cells(20));

    assertThat(night(ExitCode.AS_EXPECTED, cells(21))).isEqualTo(ExitCode.AS_EXPECTED);
    assertThat(night(ExitCode.AS_EXPECTED, cells(40))).isEqualTo(ExitCode.DIFFERS);
    assertThat(out()).contains("Times: slower (3)", "CRIU 4.3 on local").doesNotContain("4.2.1 on");
  }

  /** A run of two builds, one of which takes the given time. */
  private static CellRecord[] cells(double ms) {
    return Stream.concat(of("4.2.1", 20), of("4.3", ms)).toArray(CellRecord[]::new);
  }

  private static Stream<CellRecord> of(String criu, double ms) {
    return IntStream.range(0, 12)
        .mapToObj(i -> Samples.cell("serial/c" + i).criu(criu).took(ms).works());
  }

  @Test
  void aNewReleaseIsHeldAgainstTheOneBefore() throws Exception {
    night(ExitCode.AS_EXPECTED, cells(20));
    var slow = Stream.concat(Stream.of(cells(20)), of("4.10", 40)).toArray(CellRecord[]::new);
    var three = Samples.of(slow.length, "4.10", "4.2.1", "4.3");

    assertThat(night(ExitCode.AS_EXPECTED, three, slow)).isEqualTo(ExitCode.DIFFERS);
    assertThat(out()).contains("CRIU 4.3 → 4.10", "Times: slower (3)", "CRIU 4.10 on local");
    assertThat(folder.resolve("run/compare-criu-4.10.md")).content().contains("Times: slower: 3");
  }

  @Test
  void whatStopsTheRunStopsTheNight() throws Exception {
    night(ExitCode.AS_EXPECTED, WORKS);
    var night =
        new NightlyRun(
            new History(folder.resolve("history")),
            folder.resolve("run"),
            () -> {
              throw new CommandException(ExitCode.NO_CRIU, "no CRIU");
            },
            new PrintStream(out, true, StandardCharsets.UTF_8));

    assertThatThrownBy(night::run).isInstanceOf(CommandException.class).hasMessage("no CRIU");
    assertThat(new History(folder.resolve("history")).runs()).hasSize(1);
  }
}

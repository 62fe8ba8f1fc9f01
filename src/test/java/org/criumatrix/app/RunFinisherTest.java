package org.criumatrix.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.criumatrix.account.LaneTime;
import org.criumatrix.host.LocalHosts;
import org.criumatrix.junit.MatrixRun;
import org.criumatrix.junit.PlayedRun;
import org.criumatrix.junit.ScenarioLauncher;
import org.criumatrix.junit.Settings;
import org.criumatrix.record.CellRate;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;
import org.criumatrix.record.RunId;
import org.criumatrix.testing.NativeBuild;
import org.criumatrix.verdict.Judgement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the exit code of a run, which scripts depend on. */
class RunFinisherTest {

  private static final String EVERYTHING_WORKS =
      "case, criu, privilege, runtime, host, kernel, expect, at, error, why\n"
          + "*, *, *, *, *, *, works, , ,\n";

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Runs the cells of a run and ends it. */
  @FunctionalInterface
  private interface Player {
    ExitCode play(Settings settings, MatrixRun run, RunFinisher ending);
  }

  private ExitCode ends(Map<String, String> given, List<Method> cases, Player player)
      throws IOException {
    var options = new TreeMap<>(given);
    options.put("matrix.folder", matrix().toString());
    options.put("matrix.cache", folder.resolve("cache").toString());
    options.putIfAbsent("matrix.file", PlayedRun.matrixFile(folder).toString());
    options.put("criu", "path:" + PlayedRun.criu(folder));
    options.put("privilege", PlayedRun.PRIVILEGE);
    options.put("runtime", "none");
    options.put("host", "local");
    options.put("setup", "off");
    var settings = new Settings(options);
    var programs = NativeBuild.with("agent", "inventory", "simple-c");
    var print = new PrintStream(out, true, StandardCharsets.UTF_8);
    try (var parts = new RunContext(settings, programs, folder, LocalHosts.isRoot(), note -> {});
        var run = parts.open(cases, print)) {
      var ending = new RunFinisher(settings, parts, run, new ArrayList<>(), new LaneTime(), print);
      return player.play(settings, run, ending);
    }
  }

  private ExitCode ends(String cells) throws IOException {
    return ends(
        Map.of("cells", cells, "matrix.controls", "off"),
        PlayedRun.cases(),
        RunFinisherTest::played);
  }

  private static ExitCode played(Settings settings, MatrixRun run, RunFinisher ending) {
    PlayedRun.play();
    return ending.complete(List.of());
  }

  private Path matrix() {
    return folder.resolve("matrix");
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void everythingAsExpectedIsExitCode0() throws IOException {
    assertThat(ends("sample/{honest,gullible-*,unavailable}")).isEqualTo(ExitCode.AS_EXPECTED);
    assertThat(Run.read(matrix()).info()).get().satisfies(i -> assertThat(i.isWhole()).isTrue());
    assertThat(matrix().resolve("index.html")).exists();
  }

  /** Attempts that are not needed are not missing. */
  @Test
  void aCellWhoseRateIsDecidedIsWhole() throws IOException {
    var options =
        Map.of(
            "cells", "sample/gullible-one",
            "matrix.controls", "off",
            "matrix.repeat", "20",
            "matrix.bound", "50");

    assertThat(ends(options, PlayedRun.cases(), RunFinisherTest::played))
        .isEqualTo(ExitCode.AS_EXPECTED);
    var info = Run.read(matrix()).info().orElseThrow();
    assertThat(info.isWhole()).isTrue();
    assertThat(info.cellsPlanned()).isEqualTo(5);
    assertThat(info.rates())
        .singleElement()
        .returns(5, CellRate::attempts)
        .returns(0, CellRate::failed)
        .satisfies(r -> assertThat(r.upper()).isCloseTo(0.4507, within(1e-4)))
        .satisfies(r -> assertThat(r.cell()).startsWith("sample/gullible-one["));
  }

  @Test
  void aCellThatDiffersIsExitCode1() throws IOException {
    assertThat(ends("sample/{honest,never-starts}")).isEqualTo(ExitCode.DIFFERS);
    assertThat(out()).contains("no such program");
  }

  @Test
  void aBrokenCellIsExitCode1() throws IOException {
    assertThat(ends("sample/{honest,breaks}")).isEqualTo(ExitCode.DIFFERS);
  }

  @Test
  void aControlThatWasNotNoticedIsExitCode1AndNamed() throws IOException {
    var code =
        ends(Map.of("cells", "sample/gullible-one"), PlayedRun.cases(), RunFinisherTest::played);

    assertThat(code).isEqualTo(ExitCode.DIFFERS);
    assertThat(out())
        .contains(
            "sample/gullible-one: negative control was not noticed",
            "sample/gullible-one: negative control, replay was not noticed")
        .contains("No cell differs from expectation, but the run failed: 2 problems, printed below")
        .doesNotContain("Nothing differs");
  }

  @Test
  void aCellWithoutARecordIsAFailureOfTheSuite() {
    assertThatExceptionOfType(CommandException.class)
        .isThrownBy(
            () ->
                ends(
                    Map.of("cells", "sample/honest"),
                    PlayedRun.cases(),
                    (settings, run, ending) -> ending.complete(List.of())))
        .withMessage("0 of 1 cells have a record")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ExitCode.INTERNAL));
  }

  @Test
  void whatFailedInJunitWithoutBeingACellIsAFailureOfTheSuite() {
    assertThatExceptionOfType(CommandException.class)
        .isThrownBy(
            () ->
                ends(
                    Map.of("cells", "sample/honest"),
                    PlayedRun.cases(),
                    (settings, run, ending) -> {
                      PlayedRun.play();
                      return ending.complete(List.of(new IllegalStateException("no such method")));
                    }))
        .withMessageContaining("1 of 1 cells have a record; the suite itself failed 1 times")
        .withMessageContaining("no such method")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ExitCode.INTERNAL));
  }

  /**
   * Runs everything: the suite's own case, started by its launcher, with a CRIU that does nothing.
   */
  @Test
  void aCriuThatRestoresNothingIsExitCode1() throws IOException {
    var expected = Files.writeString(folder.resolve("all-work.csv"), EVERYTHING_WORKS);
    var options = Map.of("cells", "serial/simple-c", "matrix.file", expected.toString());
    var code =
        ends(
            options,
            ScenarioLauncher.cases(),
            (settings, run, ending) -> ending.complete(ScenarioLauncher.execute(settings)));

    assertThat(code).isEqualTo(ExitCode.DIFFERS);
    assertThat(Run.read(matrix()).records())
        .singleElement()
        .satisfies(r -> assertThat(r.judgement()).isEqualTo(Judgement.REGRESSION))
        .satisfies(r -> assertThat(r.error()).isEqualTo(PlayedRun.ERROR));
    assertThat(out()).doesNotContain("negative control");
    assertThat(matrix().resolve("junit/TEST-junit-jupiter.xml"))
        .content()
        .contains("serial/simple-c negative control", "<failure");
  }

  @Test
  void aResumedRunKeepsItsRecordsAndEndsByAllOfThem() throws IOException {
    assertThat(ends("sample/{breaks,never-starts}")).isEqualTo(ExitCode.DIFFERS);
    var regression = regression();
    var options = Map.of("cells", "sample/*", "matrix.controls", "off", "resume", "true");

    assertThat(ends(options, PlayedRun.cases(), RunFinisherTest::played))
        .isEqualTo(ExitCode.DIFFERS);
    assertThat(regression()).isEqualTo(regression);
    assertThat(Run.read(matrix()).records()).hasSize(PlayedRun.cases().size() + 1);
  }

  @Test
  void aResumedRunKeepsItsStartAndItsId() throws IOException {
    var options = Map.of("cells", "sample/honest", "matrix.controls", "off");
    ends(
        options,
        PlayedRun.cases(),
        (settings, run, ending) -> {
          PlayedRun.play();
          ending.cutOff();
          return null;
        });
    var before = Run.read(matrix()).info().orElseThrow();
    var more = new TreeMap<>(options);
    more.put("resume", "true");

    assertThat(ends(more, PlayedRun.cases(), RunFinisherTest::played))
        .isEqualTo(ExitCode.AS_EXPECTED);
    var after = Run.read(matrix()).info().orElseThrow();
    assertThat(before.ended()).isNull();
    assertThat(after.ended()).isNotNull();
    assertThat(after.started()).isEqualTo(before.started());
    assertThat(RunId.of(after)).isEqualTo(RunId.of(before));
  }

  private CellRecord regression() throws IOException {
    return Run.read(matrix()).records().stream()
        .filter(r -> r.caseId().toString().equals("sample/never-starts"))
        .findFirst()
        .orElseThrow();
  }

  /** After Ctrl-C, cells end because everything ends: that is no result of theirs. */
  @Test
  void aRunThatIsCutOffHasNoEndAndRecordsNothingMore() throws IOException {
    ends(
        Map.of("cells", "sample/honest", "matrix.controls", "off"),
        PlayedRun.cases(),
        (settings, run, ending) -> {
          ending.cutOff();
          PlayedRun.play();
          return null;
        });
    var left = Run.read(matrix());

    assertThat(left.records()).isEmpty();
    assertThat(left.info()).get().satisfies(i -> assertThat(i.ended()).isNull());
    assertThat(out()).contains("cut off after 0 of 1 cells", "-Dresume continues from here");
  }
}

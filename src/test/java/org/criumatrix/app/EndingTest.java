package org.criumatrix.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
import org.criumatrix.record.Run;
import org.criumatrix.testing.NativeBuild;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The exit code of a run, which a script that started it goes by. */
class EndingTest {

  private static final String EVERYTHING_WORKS =
      "case, criu, privilege, runtime, host, kernel, expect, at, error, why\n"
          + "*, *, *, *, *, *, works, , ,\n";

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Plays the cells of a run before it ends. */
  @FunctionalInterface
  private interface Player {
    List<Throwable> play(Settings settings, MatrixRun run);
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
    var programs = NativeBuild.with("agent", "simple-c");
    var print = new PrintStream(out, true, StandardCharsets.UTF_8);
    try (var parts = new Parts(settings, programs, folder, LocalHosts.isRoot(), note -> {});
        var run = parts.open(cases, print)) {
      var ending = new Ending(settings, parts, run, new ArrayList<>(), new LaneTime(), print);
      return ending.complete(player.play(settings, run));
    }
  }

  private ExitCode ends(String cells) throws IOException {
    return ends(
        Map.of("cells", cells, "matrix.controls", "off"), PlayedRun.cases(), EndingTest::played);
  }

  private static List<Throwable> played(Settings settings, MatrixRun run) {
    PlayedRun.play();
    return List.of();
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
    var code = ends(Map.of("cells", "sample/gullible-one"), PlayedRun.cases(), EndingTest::played);

    assertThat(code).isEqualTo(ExitCode.DIFFERS);
    assertThat(out()).contains("the negative control of sample/gullible-one was not noticed");
  }

  @Test
  void aCellWithoutARecordIsAFailureOfTheSuite() {
    assertThatExceptionOfType(Stop.class)
        .isThrownBy(
            () ->
                ends(
                    Map.of("cells", "sample/honest"),
                    PlayedRun.cases(),
                    (settings, run) -> List.of()))
        .withMessage("0 of 1 cells have a record")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ExitCode.INTERNAL));
  }

  @Test
  void whatFailedInJunitWithoutBeingACellIsAFailureOfTheSuite() {
    assertThatExceptionOfType(Stop.class)
        .isThrownBy(
            () ->
                ends(
                    Map.of("cells", "sample/honest"),
                    PlayedRun.cases(),
                    (settings, run) -> {
                      PlayedRun.play();
                      return List.of(new IllegalStateException("no such method"));
                    }))
        .withMessageContaining("1 of 1 cells have a record; the suite itself failed 1 times")
        .withMessageContaining("no such method")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ExitCode.INTERNAL));
  }

  /**
   * The whole way: the suite's own case, started by its launcher, with a CRIU that does nothing.
   */
  @Test
  void aCriuThatRestoresNothingIsExitCode1() throws IOException {
    var expected = Files.writeString(folder.resolve("all-work.csv"), EVERYTHING_WORKS);
    var options = Map.of("cells", "serial/simple-c", "matrix.file", expected.toString());
    var code =
        ends(
            options,
            ScenarioLauncher.cases(),
            (settings, run) -> ScenarioLauncher.execute(settings));

    assertThat(code).isEqualTo(ExitCode.DIFFERS);
    assertThat(Run.read(matrix()).records())
        .singleElement()
        .satisfies(r -> assertThat(r.judgement()).isEqualTo("regression"))
        .satisfies(r -> assertThat(r.error()).isEqualTo(PlayedRun.ERROR));
    assertThat(out()).doesNotContain("negative control");
    assertThat(matrix().resolve("junit/TEST-junit-jupiter.xml"))
        .content()
        .contains("serial/simple-c negative control", "<failure");
  }
}

package org.criumatrix.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.criumatrix.account.LaneTime;
import org.criumatrix.cell.PhaseFailure;
import org.criumatrix.cell.Unavailable;
import org.criumatrix.cell.Waits;
import org.criumatrix.checkpoint.plain.NoContainer;
import org.criumatrix.criu.CriuBuild;
import org.criumatrix.execution.Rigs;
import org.criumatrix.host.LocalHosts;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.matrix.MatrixFile;
import org.criumatrix.matrix.Phase;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Recorder;
import org.criumatrix.rig.Rig;
import org.criumatrix.testing.NativeBuild;
import org.criumatrix.verdict.Failure;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/**
 * A run of a few cases that JUnit plays on this machine like those of the matrix. CRIU is a script
 * that kills the process at a dump and restores nothing.
 */
public final class PlayedRun implements AutoCloseable {

  public static final String KERNEL = "6.18.44";

  /** The privilege with which this machine can play cells. */
  public static final String PRIVILEGE = LocalHosts.isRoot() ? "root" : "unprivileged";

  /** The message of the fake CRIU at a restore. */
  public static final String ERROR = "nothing is restored here";

  private static final String CRIU =
      """
      #!/bin/sh
      case "$*" in
      *--version*) echo "Version: 4.3"; exit 0 ;;
      *4194303*) echo "there is no process 4194303" >&2; exit 1 ;;
      esac
      action=$1
      while [ $# -gt 0 ]; do
        case $1 in -t) pid=$2 ;; esac
        shift
      done
      [ $action = dump ] && exec kill -9 $pid
      echo "%s" >&2; exit 1
      """
          .formatted(ERROR);

  private static final Waits WAITS =
      new Waits(
          Duration.ofSeconds(20),
          Duration.ofMillis(500),
          Duration.ofMillis(500),
          Duration.ofSeconds(20));

  /** Why any program fails with {@code --link-remap}. */
  static final String WHY_LINK_REMAP = "no link is remapped";

  private static final String MATRIX =
      """
      case, criu, privilege, runtime, host, kernel, expect, at, error, why, holds, with
      *, *, *, *, *, *, works, , , , ,
      *, *, *, *, *, *, fails, restore, *%s*, %s, append-file, --link-remap
      sample/honest, *, *, *, *, *, fails, restore, *%s*, this CRIU is a script, append-file,
      """
          .formatted(ERROR, WHY_LINK_REMAP, ERROR);

  /** Cases named after the way they end. */
  @Row("sample")
  public static final class SampleCases {

    @Case(value = "honest", about = "A case for tests.")
    void honest(Rig rig) {
      var subject = rig.start("simple-c");
      rig.restore(rig.dump(subject));
      rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
    }

    @Case(value = "gullible-{one,other}", about = "Believes %1.")
    void gullible(Rig rig, String which) {
      rig.needs();
    }

    @Case(value = "never-starts", about = "A case for tests.")
    void neverStarts(Rig rig) {
      throw new PhaseFailure(Phase.START, Failure.quoted("no such program"));
    }

    @Case(value = "leaves-something", about = "A case for tests.")
    void leavesSomething(Rig rig) {
      throw new PhaseFailure(Phase.CLEAN, FailureId.LEFT_BEHIND, "sleep");
    }

    @Case(value = "breaks", about = "A case for tests.")
    void breaks(Rig rig) {
      throw new IllegalStateException("a bug of the case");
    }

    @Case(value = "unavailable", about = "Always unavailable.", detail = true)
    void unavailable(Rig rig) {
      throw new Unavailable("there is no device");
    }
  }

  private final MatrixRun run;

  /**
   * @param folder the folder of the run's files and its CRIU
   * @param given the options; without {@code cells} every case of {@link SampleCases} is played
   */
  PlayedRun(Path folder, Map<String, String> given, boolean resumes, String... builds)
      throws IOException {
    var criu = criu(folder);
    var options = new TreeMap<>(given);
    options.put("matrix.folder", folder.resolve("matrix").toString());
    options.put("privilege", PRIVILEGE);
    var settings = new Settings(options);
    var programs = NativeBuild.with("agent", "inventory", "simple-c", "tools/replay");
    var time = new LaneTime();
    var rigs = new Rigs(programs, WAITS, true, time);
    settings.profile().ifPresent(rigs::use);
    run =
        new MatrixRunBuilder(
                settings,
                Arrays.stream(builds)
                    .map(v -> new CriuBuild(v, "path", v, "", "", folder, criu))
                    .toList(),
                List.of(new NoContainer()),
                List.of(LocalHosts.with(programs.resolve("agent"), folder.resolve("scratch"))),
                LocalHosts.isRoot())
            .expecting(MatrixFile.of("matrix.csv", MATRIX))
            .planning(cases())
            .with(
                rigs,
                resumes ? Recorder.resumed(settings.folder()) : Recorder.fresh(settings.folder()),
                time)
            .open(new PrintStream(OutputStream.nullOutputStream()), Map.of("local", KERNEL));
  }

  /** Writes a program that passes for a CRIU. */
  public static Path criu(Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("criu"), CRIU);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file;
  }

  /** Returns the expectations for these cases. */
  public static Path matrixFile(Path folder) throws IOException {
    return Files.writeString(folder.resolve("matrix.csv"), MATRIX);
  }

  public static List<Method> cases() {
    return Arrays.stream(SampleCases.class.getDeclaredMethods())
        .filter(m -> m.isAnnotationPresent(Case.class))
        .toList();
  }

  MatrixRun run() {
    return run;
  }

  /** Plays the cells of the current wave. */
  public static Events play() {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(SampleCases.class))
        .execute()
        .testEvents();
  }

  static Stream<String> names(Events events) {
    return events.stream().map(Event::getTestDescriptor).map(d -> d.getDisplayName());
  }

  static String cell(String name, String criu) {
    return "sample/%s[criu=%s,privilege=%s,runtime=none,host=local]"
        .formatted(name, criu, PRIVILEGE);
  }

  List<CellRecord> records() {
    return run.records();
  }

  @Override
  public void close() {
    run.close();
  }
}

package org.criumatrix.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.criumatrix.account.LaneTime;
import org.criumatrix.cell.Waits;
import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.checkpoint.plain.NoContainer;
import org.criumatrix.criu.CriuBuild;
import org.criumatrix.host.Architecture;
import org.criumatrix.host.HostKind;
import org.criumatrix.host.LocalHosts;
import org.criumatrix.matrix.Caller;
import org.criumatrix.matrix.Profile;
import org.criumatrix.privilege.Privilege;
import org.criumatrix.privilege.Privileges;
import org.criumatrix.rig.Rig;
import org.criumatrix.testing.NativeBuild;
import org.criumatrix.verdict.Outcome;
import org.criumatrix.verdict.Verdict;

/**
 * Rigs on this machine, for tests of the harness. CRIU is the file {@code criu} in the folder: a
 * script, or missing.
 */
public final class TestRigs implements AutoCloseable {

  private static final String ARGUMENTS =
      """
      #!/bin/sh
      folder=${0%/*} action=$1
      case "$*" in *4194303*) echo "there is no process 4194303" >&2; exit 1 ;; esac
      while [ $# -gt 0 ]; do
        case $1 in -D) images=$2 ;; -o) log=$2 ;; -t) pid=$2 ;; esac
        shift
      done
      log=$images/$log
      """;

  /** Short limits, for subjects that never do what is awaited. */
  public static final Waits SHORT =
      new Waits(
          Duration.ofSeconds(20),
          Duration.ofMillis(500),
          Duration.ofMillis(500),
          Duration.ofSeconds(20));

  private final Path folder;
  private final Path programs;
  private final Rigs rigs;

  /** Shared by all cells, so that a host can serve several. */
  private final Privilege root = Privileges.all(true).get(0);

  private HostKind hosts;

  /**
   * @param checks whether sub-checks are run
   * @param workloads in addition to simple-c
   */
  public TestRigs(Path folder, Waits waits, boolean checks, String... workloads) {
    assumeTrue(LocalHosts.isRoot(), "hosts of their own need root");
    var all = Stream.concat(Stream.of("agent", "inventory", "simple-c"), Stream.of(workloads));
    this.folder = folder;
    this.programs = NativeBuild.with(all.toArray(String[]::new));
    this.rigs = new Rigs(programs, waits, checks, new LaneTime());
    this.hosts = LocalHosts.with(programs.resolve("agent"), folder.resolve("scratch"));
    // It reaches the look at processes; otherwise nothing would be started.
    criuDoes("exit 1", "exit 1");
  }

  /** The agent's program. */
  public Path agent() {
    return programs.resolve("agent");
  }

  /** Makes hosts look to CRIU as if they ignored hardware breakpoints. */
  void maskBreakpoints() {
    rigs.maskBreakpoints();
  }

  /** Makes later cells call CRIU in this way. */
  void callBy(Caller caller) {
    rigs.callBy(caller);
  }

  /** Makes later cells call CRIU with the options of a profile. */
  void use(Profile profile) {
    rigs.use(profile);
  }

  /** Plays later cells on hosts of this kind. */
  public TestRigs on(HostKind kind) {
    hosts = kind;
    return this;
  }

  /**
   * Sets what CRIU does from now on.
   *
   * @param dump for a shell that knows {@code $folder}, its own, {@code $images}, {@code $log} and
   *     {@code $pid}
   * @param restore the same without a pid
   */
  void criuDoes(String dump, String restore) {
    criuIs(script(dump, restore));
  }

  /** Returns a script that stands for a CRIU, see {@link #criuDoes}. */
  static String script(String dump, String restore) {
    return "%s%nif [ $action = dump ]; then :;%n%s%nelse :;%n%s%nfi%n"
        .formatted(ARGUMENTS, dump, restore);
  }

  /** Makes one other build known, which is a script. */
  void dumpedBy(String version, String script) {
    var other = folder.resolve("dumper");
    write(other.resolve("criu"), script);
    rigs.dumpBy(
        List.of(new CriuBuild(version, "path", "none", "", "", other, other.resolve("criu"))));
  }

  /** Makes one build for hosts of another architecture known, which is a script. */
  void foreign(Architecture architecture, String version, String script) {
    var other = folder.resolve("foreign");
    write(other.resolve("criu"), script);
    var build = new CriuBuild(version, "path", "none", "", "", other, other.resolve("criu"));
    rigs.put(new Programs(architecture, programs, List.of(build)));
  }

  HostKind hosts() {
    return hosts;
  }

  /** Makes every later CRIU call run a script. */
  void criuIs(String script) {
    write(folder.resolve("criu"), script);
  }

  private static void write(Path file, String script) {
    try {
      Files.createDirectories(file.getParent());
      var criu = Files.writeString(file, script);
      Files.setPosixFilePermissions(criu, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Outcome play(Rigs.Scenario scenario) {
    return play(new NoContainer(), scenario);
  }

  public Outcome play(Runtime runtime, Rigs.Scenario scenario) {
    return play(root, runtime, scenario);
  }

  public Outcome play(Privilege privilege, Runtime runtime, Rigs.Scenario scenario) {
    return run(privilege, runtime, scenario).outcome();
  }

  /** Plays a cell as root. */
  CellResult run(Runtime runtime, Rigs.Scenario scenario) {
    return run(root, runtime, scenario);
  }

  private CellResult run(Privilege privilege, Runtime runtime, Rigs.Scenario scenario) {
    var build = new CriuBuild("none", "path", "none", "", "", folder, folder.resolve("criu"));
    var point = new Rigs.Point(hosts, build, privilege, runtime);
    return rigs.run(point, folder.resolve("evidence"), scenario);
  }

  /** A subject that is not dumped. */
  public static void plain(Rig rig) {
    rig.finish(rig.start("simple-c")).hasTheAnswerOfAnUninterruptedRun();
  }

  public void theNextCellIsUnharmed() {
    var next = play(TestRigs::plain);
    assertThat(next.error()).isNull();
    assertThat(next.verdict()).isEqualTo(Verdict.WORKS);
    assertThat(next.checks()).isEmpty();
  }

  @Override
  public void close() {
    rigs.close();
  }
}

package org.criumatrix.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.criu.CriuBuild;
import org.criumatrix.host.Architecture;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostKind;
import org.criumatrix.host.PeerHost;
import org.criumatrix.rig.Rig;
import org.criumatrix.verdict.Outcome;
import org.criumatrix.verdict.Verdict;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts of another architecture. Here they are this machine's, and say that they are another's. */
class ProgramsTest {

  private static final Architecture OTHER =
      Architecture.named(Architecture.here().name().equals("arm64") ? "s390x" : "arm64");

  @TempDir private Path folder;
  @AutoClose private TestRigs rigs;

  /** A kind of host that names another architecture. */
  private record Foreign(HostKind real) implements HostKind {
    @Override
    public String name() {
      return "vm:foreign";
    }

    @Override
    public Architecture architecture() {
      return OTHER;
    }

    @Override
    public Optional<String> unavailable() {
      return Optional.empty();
    }

    @Override
    public Host open(Map<String, Path> folders) {
      return real.open(folders);
    }

    @Override
    public Host openIn(Path distribution, Map<String, Path> folders) {
      return real.openIn(distribution, folders);
    }

    @Override
    public Optional<String> pairUnavailable() {
      return real.pairUnavailable();
    }

    @Override
    public List<PeerHost> openPair(Map<String, Path> folders) {
      return real.openPair(folders);
    }
  }

  @BeforeEach
  void rigs() {
    rigs = new TestRigs(folder, TestRigs.SHORT, false);
    rigs.criuDoes(fails("the build of this machine"), "exit 1");
    rigs.on(new Foreign(rigs.hosts()));
  }

  private static String fails(String error) {
    return "echo '(00.1) Error (cr.c:1): %s' >$log; exit 1".formatted(error);
  }

  private static void dumped(Rig rig) {
    rig.dump(rig.start("simple-c", "--pace", "20000"));
  }

  @Test
  void itsHostsRunItsBuild() {
    rigs.foreign(OTHER, "none", TestRigs.script(fails("the build of the other"), "exit 1"));

    var outcome = rigs.play(ProgramsTest::dumped);

    assertThat(outcome.error()).contains("the build of the other");
  }

  @Test
  void aVersionThatTheArchiveLacksForItIsUnavailable() {
    rigs.foreign(OTHER, "4.9", TestRigs.script("exit 1", "exit 1"));

    Outcome outcome = rigs.play(ProgramsTest::dumped);

    assertThat(outcome.verdict()).isEqualTo(Verdict.UNAVAILABLE);
    assertThat(outcome.error()).contains("your own CRIU was built for", OTHER.name());
  }

  @Test
  void theReasonNamesTheVersionOfARelease() {
    var build = new CriuBuild("3.17.1", "debian:bookworm", "3.17.1-2", "", "", folder, folder);

    assertThat(new Programs(OTHER, folder, List.of()).lacks(build))
        .startsWith("Debian's archive has no CRIU 3.17.1 for " + OTHER.name());
  }
}

package org.criumatrix.privilege;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.LocalHosts;
import org.criumatrix.testing.NativeBuild;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The effect of each privilege, shown by a program that prints its credentials. Needs root, but no
 * CRIU.
 */
class PrivilegesTest {

  private static final String WHO = "/usr/bin/id";

  @TempDir Path folder;
  @AutoClose private Host host;

  @BeforeEach
  void open() {
    assumeTrue(LocalHosts.isRoot(), "becoming another account needs root");
    var agent = NativeBuild.with("agent").resolve("agent");
    host = LocalHosts.with(agent, folder).open(Map.of());
  }

  private String says(Privilege privilege, String program, String... args) {
    var prepared = privilege.prepare(host, program);
    var argv = new java.util.ArrayList<>(List.of(prepared.program()));
    argv.addAll(List.of(args));
    return host.execChecked(privilege.criu(Command.of(argv))).stdout().strip();
  }

  @Test
  void rootIsRoot() {
    assertThat(says(new Root(), WHO, "-u")).isEqualTo("0");
  }

  @Test
  void sudoMakesTheAccountRootAndLeavesTheSystemsFilesAlone() {
    assumeTrue(
        host.exec(Command.of("sh", "-c", "command -v sudo")).succeeded(), "sudo is not installed");
    assertThat(says(new Sudo(), WHO, "-u")).isEqualTo("0");
    assertThat(host.execChecked(Account.ORDINARY.runs(Command.of(WHO, "-un"))).stdout().strip())
        .isEqualTo("criu-matrix");
    assertThat(Path.of("/etc/sudoers")).content().doesNotContain("criu-matrix");
    assertThat(Path.of("/etc/passwd")).content().doesNotContain("criu-matrix");
  }

  @Test
  void sudoIsForTheOneProgramOnly() {
    assumeTrue(
        host.exec(Command.of("sh", "-c", "command -v sudo")).succeeded(), "sudo is not installed");
    var sudo = new Sudo();
    sudo.prepare(host, WHO);
    assertThat(host.exec(sudo.criu(Command.of("/bin/ls"))).succeeded()).isFalse();
  }

  @Test
  void aSetUidProgramHasRootsEffectiveUidAndTheAccountsRealOne() {
    var uids = says(new SetUid(), "/usr/bin/grep", "^Uid:", "/proc/self/status");
    assertThat(uids.split("\\s+")).containsExactly("Uid:", "61174", "0", "0", "0");
  }

  @Test
  void aProgramWithCapabilitiesHasTheseAndNoOthers() {
    var mask =
        says(
            new Capabilities(java.util.Set.of("cap_checkpoint_restore")),
            "/usr/bin/grep",
            "^CapEff:",
            "/proc/self/status");
    assertThat(mask).isEqualTo("CapEff:\t0000010000000000");
  }

  @Test
  void anOrdinaryAccountHasNothing() {
    assertThat(
            says(
                new Unprivileged(Account.ORDINARY),
                "/usr/bin/grep",
                "^CapEff:",
                "/proc/self/status"))
        .isEqualTo("CapEff:\t0000000000000000");
    assertThat(says(new Unprivileged(Account.ORDINARY), WHO, "-G")).isEqualTo("61174");
  }
}

package org.criumatrix.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.criumatrix.cell.Waits;
import org.criumatrix.checkpoint.plain.NoContainer;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.host.LocalHosts;
import org.criumatrix.privilege.Privilege;
import org.criumatrix.privilege.Privileges;
import org.criumatrix.rig.Rig;
import org.criumatrix.verdict.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The suite, which runs as root, leaves the machine unchanged: tested with cells of every privilege
 * on every local kind of host.
 */
class MannersTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Waits SHORT =
      new Waits(LIMIT, Duration.ofMillis(500), Duration.ofMillis(500), LIMIT);

  /** The number of runs without a change that must follow a change. */
  private static final int MORE_TRIES = 2;

  /**
   * A line for everything that could be changed; {@code $0} is this process, {@code $1} the folder
   * that it works in. Modules of the firewall are left out: the kernel loads them by itself when
   * somebody looks at it.
   */
  private static final String MACHINE =
      """
      cd /proc/sys
      for file in kernel/hostname kernel/core_pattern kernel/pid_max kernel/yama/ptrace_scope \\
          kernel/unprivileged_userns_clone kernel/randomize_va_space kernel/cap_last_cap \\
          kernel/apparmor_restrict_unprivileged_userns fs/nr_open fs/pipe-max-size vm/overcommit_memory \\
          user/max_user_namespaces net/ipv4/ip_forward net/ipv6/conf/all/forwarding \\
          net/ipv4/ping_group_range net/core/somaxconn net/ipv4/ip_local_port_range; do
        [ -e $file ] && echo "sysctl $file $(cat $file)"
      done
      cut -d' ' -f1 /proc/modules | grep -Ev '^(nf|nft|ip|ip6|x|xt|iptable|ip6table|libcrc32c)' | sed 's/^/module /'
      command -v nft >/dev/null && nft -s list ruleset | sed 's/^/firewall /'
      for link in /sys/class/net/*; do echo "link ${link##*/} $(cat $link/address)"; done
      for route in /proc/net/route /proc/net/ipv6_route; do cut -f1-3,8 $route | sed 's/^/route /'; done
      awk '{ print "mount", $5, $6 }' /proc/self/mountinfo
      sha256sum /etc/passwd /etc/group /etc/shadow /etc/sudoers /etc/hosts /etc/resolv.conf /etc/subuid 2>/dev/null
      find /sys/fs/cgroup -maxdepth 2 -name "criu-matrix-room.$0.*" | sed 's/^/cgroup /'
      find /usr/bin /usr/sbin /usr/local /run /dev/shm /dev/mqueue "$@" -xdev -perm /6000 -printf 'set-uid %p %m\\n' 2>/dev/null
      command -v getcap >/dev/null && getcap -r /usr/bin /usr/sbin /usr/local "$@" 2>/dev/null | sed 's/^/capabilities /'
      ls -A /run /dev/shm /dev/mqueue | sed 's/^/entry /'
      awk '{ print FILENAME, $1, $2 }' /proc/sysvipc/shm /proc/sysvipc/sem /proc/sysvipc/msg
      true
      """;

  @TempDir Path folder;

  @BeforeEach
  void build() throws IOException {
    assumeTrue(LocalHosts.isRoot(), "without root nothing of the machine's could be changed");
    assumeTrue(!shell("command -v nft").isEmpty(), "there is no nft");
    var script =
        """
        #!/bin/sh
        [ "$1" = dump ] || exit 0
        while [ $# -gt 0 ]; do [ "$1" = -t ] && kill -9 $2; shift; done
        """;
    var criu = Files.writeString(folder.resolve("criu"), script);
    Files.setPosixFilePermissions(criu, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void theMachineIsAfterwardsAsItWas() {
    var changes = changesByAllCells();
    if (!changes.isEmpty()) {
      // Other programs may change a machine too, but not repeatedly while this runs.
      for (var more = 0; more < MORE_TRIES; more++) {
        assertThat(changesByAllCells()).as("after %s in the try before", changes).isEmpty();
      }
    }

    assertThat(ProcessHandle.current().descendants().map(p -> p.info().command().orElse("")))
        .noneMatch(program -> program.endsWith("/agent") || program.endsWith("/unshare"));
    assertThat(shell("find \"$0\" ! -type l -perm /022", folder.toString()))
        .as("what others may write to")
        .isEmpty();
  }

  private List<String> changesByAllCells() {
    var before = machine();
    playAll();
    return differences(before, machine());
  }

  private void playAll() {
    try (var rigs = new TestRigs(folder, SHORT, true)) {
      for (var privilege : Privileges.all(true)) {
        play(rigs, privilege, rig -> rig.restore(rig.dump(rig.start("simple-c"))));
      }
      play(rigs, Privileges.all(true).get(0), new OnTwoHosts());
    }
    LocalHosts.clearLeftovers();
  }

  private static void play(TestRigs rigs, Privilege privilege, Rigs.Scenario scenario) {
    var outcome = rigs.play(privilege, new NoContainer(), scenario);
    assertThat(outcome.verdict()).as(outcome.error()).isNotEqualTo(Verdict.BROKEN);
  }

  /** With firewalls that let nothing in. */
  private static final class OnTwoHosts implements Rigs.Scenario {

    @Override
    public void play(Rig rig) {
      rig.blockTraffic();
      TestRigs.plain(rig);
    }

    @Override
    public int hosts() {
      return 2;
    }
  }

  private List<String> machine() {
    return shell(MACHINE, String.valueOf(ProcessHandle.current().pid()), folder.toString());
  }

  private static List<String> shell(String script, String... words) {
    var argv = new ArrayList<>(List.of("sh", "-c", script));
    argv.addAll(List.of(words));
    return LocalCommand.run(LIMIT, Map.of(), argv).stdout().lines().toList();
  }

  private static List<String> differences(List<String> before, List<String> after) {
    var changes = new ArrayList<String>();
    var gone = new TreeSet<>(before);
    gone.removeAll(after);
    gone.forEach(line -> changes.add("gone: " + line));
    var added = new TreeSet<>(after);
    added.removeAll(before);
    added.forEach(line -> changes.add("new: " + line));
    return changes;
  }
}

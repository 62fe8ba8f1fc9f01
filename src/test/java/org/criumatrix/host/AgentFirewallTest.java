package org.criumatrix.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentFirewallTest {

  @TempDir Path scratch;

  @Test
  void thereIsNoTableBeforeTheFirstRule() {
    try (var host = TestHost.NAMESPACES.open(scratch)) {
      assertThat(host.firewallTables()).isEmpty();
    }
  }

  @Test
  void listsTablesOfEveryFamily() {
    try (var host = TestHost.NAMESPACES.open(scratch)) {
      makes(host, "nft add table inet CRIU-95");
      makes(host, "nft add table ip6 other");

      assertThat(host.firewallTables()).containsExactlyInAnyOrder("nft CRIU-95", "nft other");
    }
  }

  @Test
  void moreThanOneAnswerHolds() {
    try (var host = TestHost.NAMESPACES.open(scratch)) {
      makes(host, "for i in $(seq 2000); do echo add table inet t$i; done | nft -f -");

      assertThat(host.firewallTables()).hasSize(2000).contains("nft t1", "nft t2000");
    }
  }

  @Test
  void listsLegacyTables() {
    try (var host = TestHost.NAMESPACES.open(scratch)) {
      makes(host, "iptables-legacy -A INPUT -p tcp --dport 9 -j DROP");

      assertThat(host.firewallTables()).containsExactly("legacy filter");
    }
  }

  private static void makes(Host host, String script) {
    var made = host.exec(Command.of("sh", "-c", script));
    assumeTrue(made.succeeded(), "no such firewall here: " + made.stderr());
  }
}

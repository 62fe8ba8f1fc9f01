package org.criumatrix.rig;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.verdict.Failure;

/**
 * Watches a host's firewall during a cell. CRIU locks connections with its own rules; it must
 * remove them again and leave foreign rules alone. The suite adds a few foreign rules for that
 * check, for an address that RFC 5737 reserves.
 */
final class Firewall {

  /**
   * Lists the rules of every kind; a host without the program has none. This takes most of the time
   * that a cell with connections spends outside CRIU, so it starts as few processes as possible.
   */
  private static final String RULES =
      """
      command -v nft >/dev/null && nft -s list ruleset
      for tool in iptables-legacy-save ip6tables-legacy-save; do
        command -v $tool >/dev/null && $tool
      done
      true""";

  /** The output's timestamps and each rule's counters. */
  private static final Pattern PASSING =
      Pattern.compile("^#.*\\R| *\\[\\d+:\\d+]", Pattern.MULTILINE);

  /**
   * Adds foreign rules to nftables and iptables. Iptables creates its tables at their first use and
   * never removes them, so they must exist before CRIU runs.
   */
  private static final String FOREIGN =
      """
      [ -e "$0/foreign-rules" ] || {
      command -v nft >/dev/null && {
        nft add table inet foreign
        nft add chain inet foreign guests '{ type filter hook input priority 0; }'
        nft add rule inet foreign guests ip saddr 198.51.100.1 drop
      }
      for tool in iptables ip6tables iptables-legacy ip6tables-legacy; do
        command -v $tool >/dev/null && for chain in INPUT OUTPUT; do
          $tool -A $chain -p tcp --dport 9 -j DROP
        done
      done
      touch "$0/foreign-rules"
      }
      """;

  private static final String CLOSED = "closed-for-a-while";

  private final Host host;
  private final String before;

  private Firewall(Host host, String before) {
    this.host = host;
    this.before = before;
  }

  static Firewall watch(Host host) {
    return new Firewall(host, rules(host, FOREIGN));
  }

  /**
   * Lets no TCP in until {@link #open}.
   *
   * @param localhost whether to close connections to 127.0.0.1 too. CRIU's kernel probe connects
   *     there and would hang, unless its result is in CRIU's cache, which only root can fill
   */
  static void close(Host host, boolean localhost) {
    host.execChecked(Command.of("nft", "add", "table", "inet", CLOSED));
    var chain = "{ type filter hook input priority 0; }";
    host.execChecked(Command.of("nft", "add", "chain", "inet", CLOSED, "everything", chain));
    var which = localhost ? List.of("") : List.of(" ip daddr != 127.0.0.0/8", " ip6 daddr != ::1");
    for (var some : which) {
      var rule = "nft add rule inet " + CLOSED + " everything" + some + " meta l4proto tcp drop";
      host.execChecked(Command.of(rule.split(" ")));
    }
  }

  static void open(Host host) {
    host.execChecked(Command.of("nft", "delete", "table", "inet", CLOSED));
  }

  private static String rules(Host host) {
    return rules(host, "");
  }

  /**
   * Lists the rules.
   *
   * @param before commands that the same shell runs first
   */
  private static String rules(Host host, String before) {
    var all = host.execChecked(Command.of("sh", "-c", before + RULES, host.home())).stdout();
    return PASSING.matcher(all).replaceAll("");
  }

  /** Returns the first line that was added or removed; empty when nothing changed. */
  Optional<Failure> change() {
    var now = rules(host);
    if (now.equals(before)) {
      return Optional.empty();
    }
    return line(now, before, FailureId.LEFT_IN_FIREWALL)
        .or(() -> line(before, now, FailureId.GONE_FROM_FIREWALL))
        .or(() -> Optional.of(Failure.of(FailureId.FIREWALL_REORDERED)));
  }

  /** Returns a table or chain that CRIU left behind; CRIU's name is in the names of all of them. */
  static Optional<Failure> ofCriu(Host host) {
    // Without a table there are no rules. Three programs to list them would cost more than all
    // the rest of a small cell outside CRIU.
    if (host.firewallTables().isEmpty()) {
      return Optional.empty();
    }
    return rules(host).lines().filter(l -> l.contains("CRIU")).findFirst().map(Firewall::left);
  }

  private static Failure left(String line) {
    return Failure.of(FailureId.LEFT_IN_FIREWALL, line.strip());
  }

  private static Optional<Failure> line(String in, String notIn, FailureId what) {
    var known = notIn.lines().toList();
    return in.lines()
        .filter(l -> !known.contains(l))
        .findFirst()
        .map(l -> Failure.of(what, l.strip()));
  }
}

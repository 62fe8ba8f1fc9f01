package org.criumatrix.rig;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.verdict.Failure;

/**
 * Watches a host's firewall during a cell: CRIU locks connections with rules of its own, and must
 * take them away again and leave those of others alone. A few of others are put there for that:
 * they concern an address that RFC 5737 sets aside.
 */
final class Firewall {

  /**
   * Every rule of every kind. A host without the program has no such rules. This is the larger part
   * of a connected cell's time outside CRIU: it starts no process too many.
   */
  private static final String RULES =
      """
      command -v nft >/dev/null && nft -s list ruleset
      for tool in iptables-legacy-save ip6tables-legacy-save; do
        command -v $tool >/dev/null && $tool
      done
      true""";

  /** When it was written, and how much each rule has seen. */
  private static final Pattern PASSING =
      Pattern.compile("^#.*\\R| *\\[\\d+:\\d+]", Pattern.MULTILINE);

  /**
   * Tables of iptables too: the tool itself makes them when they are first asked for, and never
   * removes them, which CRIU did not do.
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
   * @param localhost to 127.0.0.1 neither. CRIU's look at the kernel connects there and would hang,
   *     unless it is in CRIU's cache, which root alone can fill
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
   * @param before what the same shell does first
   */
  private static String rules(Host host, String before) {
    var all = host.execChecked(Command.of("sh", "-c", before + RULES, host.home())).stdout();
    return PASSING.matcher(all).replaceAll("");
  }

  /**
   * The first line that is there and was not, or was there and is not; empty when all is as before.
   */
  Optional<Failure> change() {
    var now = rules(host);
    if (now.equals(before)) {
      return Optional.empty();
    }
    return line(now, before, FailureId.LEFT_IN_FIREWALL)
        .or(() -> line(before, now, FailureId.GONE_FROM_FIREWALL))
        .or(() -> Optional.of(Failure.of(FailureId.FIREWALL_REORDERED)));
  }

  /** A table or a chain that CRIU made and did not take away: all of them are called so. */
  static Optional<Failure> ofCriu(Host host) {
    // Three programs need not look for rules where there is no table; that would cost more than all
    // the rest of a small cell that is not CRIU's.
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

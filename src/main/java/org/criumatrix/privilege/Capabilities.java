package org.criumatrix.privilege;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;

/**
 * An ordinary account calls a CRIU whose file carries a few capabilities, and says {@code
 * --unprivileged}.
 */
final class Capabilities implements Privilege {

  private final Optional<Set<String>> given;

  /** With the smallest set on record for the CRIU version, see {@link CapabilitySets}. */
  Capabilities() {
    this.given = Optional.empty();
  }

  /** With just these: {@code cap_checkpoint_restore}. */
  Capabilities(Set<String> set) {
    this.given = Optional.of(Set.copyOf(set));
  }

  @Override
  public String name() {
    return "capabilities";
  }

  @Override
  public Account account() {
    return Account.ORDINARY;
  }

  @Override
  public Optional<String> unavailable(Host host) {
    return Probes.root(host)
        .or(() -> Probes.program(host, "setcap", "apt-get install libcap2-bin"));
  }

  @Override
  public Prepared prepare(Host host, String program, String version) {
    var copy = host.home() + "/criu-capabilities";
    host.write(copy, host.read(program), Host.Mode.PUBLIC);
    var set = new TreeSet<>(given.orElseGet(() -> CapabilitySets.smallest(version)));
    if (!set.isEmpty()) {
      host.must(Command.of("setcap", String.join(",", set) + "+eip", copy));
    }
    return Prepared.forOrdinaryAccount(host, copy);
  }

  @Override
  public Command criu(Command command) {
    return account().runs(command);
  }
}

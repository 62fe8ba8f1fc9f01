package org.criumatrix.privilege;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.matrix.CaseId;

/**
 * An ordinary account calls a CRIU whose file has a few capabilities, with {@code --unprivileged}.
 *
 * @param set the names of the capabilities: {@code cap_checkpoint_restore}
 */
record Capabilities(Set<String> set) implements Privilege {

  Capabilities {
    set = Set.copyOf(set);
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

  /** Returns the privilege with the smallest set on record, see {@link CapabilitySets}. */
  @Override
  public Privilege forCase(CaseId id, String version) {
    return new Capabilities(CapabilitySets.smallest(id, version));
  }

  @Override
  public Prepared prepare(Host host, String program) {
    var copy = Prepared.copy(host, "criu-capabilities", program);
    host.write(copy, host.read(program), Host.Mode.PUBLIC);
    if (!set.isEmpty()) {
      host.execChecked(Command.of("setcap", String.join(",", new TreeSet<>(set)) + "+eip", copy));
    }
    return Prepared.forOrdinaryAccount(host, copy);
  }

  @Override
  public Command criu(Command command) {
    return account().runs(command);
  }
}

package org.criumatrix.privilege;

import java.util.Optional;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;

/** Root checkpoints root's own processes. */
final class Root implements Privilege {

  @Override
  public String name() {
    return "root";
  }

  @Override
  public Account account() {
    return Account.ROOT;
  }

  @Override
  public Optional<String> unavailable(Host host) {
    return Probes.root(host);
  }

  @Override
  public Command criu(Command command) {
    return command;
  }
}

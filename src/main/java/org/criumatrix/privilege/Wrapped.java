package org.criumatrix.privilege;

import java.util.List;
import java.util.Optional;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;

/**
 * A privilege whose CRIU is started by another program, as in {@code taskset 1 criu restore}.
 *
 * @param wrapper the program and its arguments
 */
public record Wrapped(Privilege privilege, List<String> wrapper) implements Privilege {

  @Override
  public String name() {
    return privilege.name();
  }

  @Override
  public Account account() {
    return privilege.account();
  }

  @Override
  public Optional<String> unavailable(Host host) {
    return privilege.unavailable(host);
  }

  @Override
  public Command criu(Command command) {
    return privilege.criu(command).prefixed(wrapper);
  }
}

package org.criumatrix.privilege;

import java.util.Optional;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.Host.Mode;

/**
 * An ordinary account calls a CRIU that is set-uid root. It gets {@code --unprivileged} as well:
 * otherwise CRIU probes nftables by a program that drops the effective UID, which fails ({@code
 * kerndat_has_nftables_concat}).
 */
final class SetUid implements Privilege {

  @Override
  public String name() {
    return "setuid";
  }

  @Override
  public Account account() {
    return Account.ORDINARY;
  }

  @Override
  public Optional<String> unavailable(Host host) {
    return Probes.root(host);
  }

  @Override
  public Prepared prepare(Host host, String program) {
    var copy = Prepared.copy(host, "criu-setuid", program);
    host.write(copy, host.read(program), new Mode("4755", 0, 0));
    return Prepared.forOrdinaryAccount(host, copy);
  }

  @Override
  public Command criu(Command command) {
    return account().runs(command);
  }
}

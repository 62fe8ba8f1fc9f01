package org.criumatrix.privilege;

import java.util.Optional;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;

/** An ordinary account calls an ordinary CRIU. */
final class Unprivileged implements Privilege {

  private final Account account;

  Unprivileged(Account account) {
    this.account = account;
  }

  @Override
  public String name() {
    return "unprivileged";
  }

  @Override
  public Account account() {
    return account;
  }

  @Override
  public Optional<String> unavailable(Host host) {
    return Optional.empty();
  }

  @Override
  public Prepared prepare(Host host, String program) {
    return Prepared.forOrdinaryAccount(host, program);
  }

  @Override
  public Command criu(Command command) {
    return account.runs(command);
  }
}

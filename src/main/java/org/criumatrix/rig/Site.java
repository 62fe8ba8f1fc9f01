package org.criumatrix.rig;

import java.util.Optional;
import java.util.Set;
import org.criumatrix.host.Addresses;
import org.criumatrix.host.Host;
import org.criumatrix.privilege.Account;
import org.criumatrix.runtime.CriuCall;
import org.criumatrix.runtime.CriuCaller;
import org.criumatrix.runtime.Place;

/**
 * An open host on which one CRIU build is ready with one privilege.
 *
 * @param addresses how the other host of its session reaches it; empty when it is alone
 * @param mounts its mounts when it was ready
 * @param unavailable why no cell of this privilege can run on it
 * @param refusal how CRIU ends before it looks at any process; empty: it gets so far
 */
record Site(
    Host host,
    Optional<Addresses> addresses,
    CriuCaller criu,
    Mounts mounts,
    Optional<String> unavailable,
    Optional<CriuCall> refusal) {

  Site withMountsAsTheyAre() {
    return new Site(host, addresses, criu, Mounts.of(host), unavailable, refusal);
  }

  /**
   * What of its mounts is not as it was; empty when all is.
   *
   * @param passing places of mounts that come and go
   */
  Optional<String> otherMounts(Set<String> passing) {
    return mounts.changed(Mounts.of(host), passing);
  }

  Site refusing(Optional<CriuCall> call) {
    return new Site(host, addresses, criu, mounts, unavailable, call);
  }

  /** The folder of a cell's files on it. */
  Place place(Account account) {
    var home = host.home();
    return new Place(host, addresses, "", home + "/workloads", home + "/cell", "", criu, account);
  }
}

package org.criumatrix.rig;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.criumatrix.host.Addresses;
import org.criumatrix.host.Host;
import org.criumatrix.privilege.Account;
import org.criumatrix.runtime.CriuCaller;
import org.criumatrix.runtime.Place;

/**
 * An open host on which one CRIU build is ready with one privilege.
 *
 * @param addresses how the other host of its session reaches it; empty when it is alone
 * @param mounts its mounts when it was ready
 * @param unavailable why no cell of this privilege can run on it
 */
record Site(
    Host host,
    Optional<Addresses> addresses,
    CriuCaller criu,
    String mounts,
    Optional<String> unavailable) {

  Site withMountsAsTheyAre() {
    return new Site(host, addresses, criu, mountsOf(host), unavailable);
  }

  private static String mountsOf(Host host) {
    return new String(host.read("/proc/self/mountinfo"), StandardCharsets.UTF_8);
  }

  /** Whether its mounts are what they were. */
  boolean hasItsMounts() {
    return mountsOf(host).equals(mounts);
  }

  /** Where a cell's files go on it. */
  Place place(Account account) {
    var home = host.home();
    return new Place(host, addresses, "", home + "/workloads", home + "/cell", "", criu, account);
  }
}

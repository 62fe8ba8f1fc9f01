package org.criumatrix.rig;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
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

  private static final int PLACE = 4;

  Site withMountsAsTheyAre() {
    return new Site(host, addresses, criu, mountsOf(host), unavailable);
  }

  private static String mountsOf(Host host) {
    return new String(host.read("/proc/self/mountinfo"), StandardCharsets.UTF_8);
  }

  /** What of its mounts is not as it was, by their places; empty when all is. */
  Optional<String> otherMounts() {
    var now = mountsOf(host);
    if (now.equals(mounts)) {
      return Optional.empty();
    }
    var more = places(now, mounts);
    return Optional.of(
        more.isEmpty() ? "gone: a mount, " + places(mounts, now) : "left behind: a mount, " + more);
  }

  /**
   * Where the mounts are of one list that another has not; the fifth word of proc_pid_mountinfo(5).
   */
  private static String places(String these, String others) {
    var known = others.lines().toList();
    return these
        .lines()
        .filter(l -> !known.contains(l))
        .map(l -> l.split(" ")[PLACE])
        .collect(Collectors.joining(", "));
  }

  /** Where a cell's files go on it. */
  Place place(Account account) {
    var home = host.home();
    return new Place(host, addresses, "", home + "/workloads", home + "/cell", "", criu, account);
  }
}

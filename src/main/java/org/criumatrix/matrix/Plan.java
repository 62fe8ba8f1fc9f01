package org.criumatrix.matrix;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a program is checkpointed that is not a plain call of CRIU, restored where it was dumped. */
public enum Plan {
  ELSEWHERE("restored on another machine"),
  WITH_ADDRESS("restored on another machine, to which the network address moves along"),
  LAZY_PAGES("restored on another machine, to which the memory comes when it is touched"),
  AGAIN("restored more than once from the same images"),
  WITHOUT_FILES("restored where the program's files are not at the paths that they had"),
  PEERS_TOO("the other ends of its connections are dumped and restored, too"),
  PEERS_RECONNECT("the other ends connect again when they lose a connection"),
  REFUSED("CRIU refuses the dump for another reason, and the program continues"),
  PREPARED("called by the container's engine, or with an option for each mount from outside"),
  TRAFFIC_BLOCKED(
      "restored behind a firewall that blocks the connections until all ends are there");

  private final String meaning;

  Plan(String meaning) {
    this.meaning = meaning;
  }

  /** Returns the plan that {@link #key} names; empty if there is none. */
  public static Optional<Plan> find(String key) {
    return Arrays.stream(values()).filter(p -> p.key().equals(key)).findFirst();
  }

  /** Returns the names of all plans. */
  public static String names() {
    return Arrays.stream(values()).map(Plan::key).collect(Collectors.joining(", "));
  }

  /** As in matrix.csv: {@code with-address}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String meaning() {
    return meaning;
  }
}

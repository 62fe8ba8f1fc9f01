package org.criumatrix.batch.htcondor;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.Host.Mode;
import org.criumatrix.host.HostException;
import org.criumatrix.matrix.ResourceText;
import org.criumatrix.privilege.Account;

/** Starts an HTCondor pool. */
record PoolSetup(List<Host> nodes) {

  static final String CONFIGURATION = "/etc/condor/config.d/90-pool";

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

  /** The UID and GID of the account that HTCondor uses. */
  private static final String CONDOR = "991";

  private static final String MAKE =
      """
      set -e
      echo "condor:x:$0:$0::/var/lib/condor:/bin/false" >>/etc/passwd
      echo "condor:x:$0:" >>/etc/group
      # It calls docker under its own account.
      sed -i 's/^docker:.*:/&condor/' /etc/group
      for folder in /run/condor "$1" /run/lock/condor /var/log/condor /var/spool/condor /var/lib/condor; do
        install -d -o "$0" -g "$0" "$folder"
      done
      # Apptainer, which HTCondor tries, binds it; it must be a file then.
      rm -f /etc/localtime
      : >/etc/localtime
      rm -rf /var/lock
      ln -s /run/lock /var/lock
      """;

  private static final String NODE =
      """
      CONDOR_HOST = %s
      NETWORK_INTERFACE = %s
      DAEMON_LIST = %s
      Node = "%s"
      """;

  /** Sets the capabilities of jobs in containers. */
  private static final String CONTAINED =
      """
      SINGULARITY_EXTRA_ARGUMENTS = "--underlay --add-caps CAP_CHECKPOINT_RESTORE"
      """;

  private static final String ALL_DAEMONS = "MASTER COLLECTOR NEGOTIATOR SCHEDD STARTD";
  private static final String SINGLE_NODE_DAEMONS = "MASTER STARTD";

  /**
   * Starts the pool, with docker if the distribution has it.
   *
   * @param addresses the addresses by which nodes reach each other, one per node
   * @param folders the folders that are the same on all nodes
   */
  void up(List<String> addresses, Map<String, Path> folders) {
    var seen = new ArrayList<>(List.of("/usr", nodes.get(0).home()));
    folders.values().forEach(f -> seen.add(f.toAbsolutePath().toString()));
    nodes.forEach(JobsImage::make);
    nodes.forEach(JobsDocker::startWhereInstalled);
    up(addresses, seen, CONTAINED + JobsDocker.configuration(seen));
  }

  /**
   * Starts the pool and waits until every node has a slot.
   *
   * @param addresses the addresses by which nodes reach each other, one per node
   * @param seen the folders that jobs see in containers, under the same paths
   * @param more further configuration for all nodes
   * @throws HostException if it does not start
   */
  void up(List<String> addresses, List<String> seen, String more) {
    var bound = "SINGULARITY_BIND_EXPR = \"%s\"%n".formatted(String.join(" ", seen));
    for (var i = 0; i < nodes.size(); i++) {
      var node =
          NODE.formatted(
              addresses.get(0),
              addresses.get(i),
              i == 0 ? ALL_DAEMONS : SINGLE_NODE_DAEMONS,
              HtCondorPool.NAMES.get(i));
      begin(nodes.get(i), ResourceText.beside(PoolSetup.class, "pool.conf") + node + bound + more);
    }
    var slots = "nodes with a slot, %d of them".formatted(nodes.size());
    nodes
        .get(0)
        .await(slots, LIMIT, POLL_INTERVAL, this::machines, n -> n >= nodes.size())
        .orThrow(HostException::new);
    nodes.forEach(Host::adopt);
  }

  private static void begin(Host host, String configuration) {
    Account.ORDINARY.makeLogin(host);
    host.execChecked(Command.of("sh", "-c", MAKE, CONDOR, HtCondorPool.EXECUTE));
    var bytes = configuration.getBytes(StandardCharsets.UTF_8);
    host.write(CONFIGURATION, bytes, Mode.DATA);
    host.execChecked(Command.of("condor_master"));
  }

  private int machines() {
    var look = Command.of("condor_status", "-af", "Node");
    return (int) nodes.get(0).exec(look).stdout().lines().distinct().count();
  }
}

package org.criumatrix.batch.htcondor;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.criumatrix.batch.BatchSystem;
import org.criumatrix.batch.JobContainer;
import org.criumatrix.batch.JobRequest;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.Host.Mode;
import org.criumatrix.host.HostException;
import org.criumatrix.matrix.ResourceText;
import org.criumatrix.privilege.Account;

/**
 * An HTCondor pool. Each host is a node; the first has the queue too.
 *
 * @param nodes with HTCondor in their distribution
 */
public record HtCondorPool(List<Host> nodes) implements BatchSystem {

  /** Where each node has its jobs' folders. */
  private static final String EXECUTE = "/run/condor/execute";

  private static final String CONFIGURATION = "/etc/condor/config.d/90-pool";
  private static final String CONDOR = "991";
  private static final String WELL = "Normal termination (return value 0)";

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

  /** What nodes call themselves, see {@link #sendTo}. */
  private static final List<String> NAMES = List.of("one", "two");

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

  /** What jobs in containers may do in them. */
  private static final String CONTAINED =
      """
      SINGULARITY_EXTRA_ARGUMENTS = "--underlay --add-caps CAP_CHECKPOINT_RESTORE"
      """;

  private static final String EVERY_DAEMON = "MASTER COLLECTOR NEGOTIATOR SCHEDD STARTD";
  private static final String OF_A_NODE_ALONE = "MASTER STARTD";

  public HtCondorPool {
    nodes = List.copyOf(nodes);
  }

  @Override
  public String stream(String name, String job) {
    return name;
  }

  @Override
  public String checkpoint(String job) {
    return "criu-job-%s.tar".formatted(job);
  }

  @Override
  public Optional<String> mark(String job) {
    return Optional.empty();
  }

  @Override
  public boolean wantsSharedFolders() {
    return false;
  }

  @Override
  public boolean isUp() {
    return queue().exec(Command.of("test", "-e", CONFIGURATION)).succeeded();
  }

  @Override
  public void up(List<String> addresses, Map<String, Path> folders) {
    var seen = new ArrayList<>(List.of("/usr", queue().home()));
    folders.values().forEach(f -> seen.add(f.toAbsolutePath().toString()));
    nodes.forEach(JobsImage::make);
    nodes.forEach(JobsDocker::startWhereInstalled);
    up(addresses, seen, CONTAINED + JobsDocker.configuration(seen));
  }

  /**
   * Brings it up and waits until every node has a slot.
   *
   * @param addresses by which nodes reach each other, one for each
   * @param seen folders that jobs in containers see, under the same paths
   * @param more configuration, for all of them
   * @throws HostException when it does not come up
   */
  void up(List<String> addresses, List<String> seen, String more) {
    var bound = "SINGULARITY_BIND_EXPR = \"%s\"%n".formatted(String.join(" ", seen));
    for (var i = 0; i < nodes.size(); i++) {
      var node =
          NODE.formatted(
              addresses.get(0),
              addresses.get(i),
              i == 0 ? EVERY_DAEMON : OF_A_NODE_ALONE,
              NAMES.get(i));
      begin(
          nodes.get(i), ResourceText.beside(HtCondorPool.class, "pool.conf") + node + bound + more);
    }
    var slots = queue().await(LIMIT, POLL_INTERVAL, this::machines, n -> n == nodes.size());
    if (slots < nodes.size()) {
      throw new HostException(
          "%d of the pool's %d nodes have a slot within %d s"
              .formatted(slots, nodes.size(), LIMIT.toSeconds()));
    }
    nodes.forEach(Host::adopt);
  }

  private static void begin(Host host, String configuration) {
    Account.ORDINARY.makeLogin(host);
    host.execChecked(Command.of("sh", "-c", MAKE, CONDOR, EXECUTE));
    var bytes = configuration.getBytes(StandardCharsets.UTF_8);
    host.write(CONFIGURATION, bytes, Mode.DATA);
    host.execChecked(Command.of("condor_master"));
  }

  @Override
  public String template() {
    return "htcondor/job.sub";
  }

  @Override
  public String selfCheckpointing(JobRequest job, String template, String criu) {
    return new SubmitDescription(job, rank()).selfCheckpointing(template, criu);
  }

  @Override
  public String plain(JobRequest job) {
    return new SubmitDescription(job, rank()).plain();
  }

  @Override
  public Optional<String> lacks(JobContainer container) {
    return Universe.of(container).slot().flatMap(this::lacks);
  }

  /**
   * @param attribute by which slots advertise what is asked for
   */
  private Optional<String> lacks(String attribute) {
    var printed =
        queue().execChecked(Command.of("condor_status", "-af", attribute)).stdout().strip();
    return printed.contains("true")
        ? Optional.empty()
        : Optional.of("no node of the pool offers it: %s is %s".formatted(attribute, printed));
  }

  @Override
  public boolean isCommand(String word) {
    return word.startsWith("condor_");
  }

  /** docker's where HTCondor has asked for a container. */
  @Override
  public List<String> starters() {
    return List.of("condor_starter", "containerd-shim");
  }

  @Override
  public Optional<String> streamOnNode(String name) {
    return Optional.of("_condor_" + name);
  }

  @Override
  public boolean isJobFolder(String folder) {
    return folder.startsWith(EXECUTE + "/");
  }

  @Override
  public Command checkpointByEngine(Host node, Command criu, String images) {
    return JobsDocker.checkpoint(node, criu, images);
  }

  private int machines() {
    var look = Command.of("condor_status", "-af", "Node");
    return (int) queue().exec(look).stdout().lines().distinct().count();
  }

  @Override
  public Command submit(Account account, String file) {
    var home = account.home();
    var call = Command.of("condor_submit", "-terse", file).withEnv(Map.of("HOME", home));
    return account.runs(call.in(home));
  }

  /** {@code 1.0 - 1.0}: the first and the last of those that were handed in. */
  @Override
  public String job(String printed) {
    return printed.strip().split(" ")[0];
  }

  @Override
  public Command sendTo(String job, int node) {
    return Command.of("condor_qedit", job, "Requirements", isOn(node));
  }

  /** Jobs would rather not run on the node with the queue. */
  private String rank() {
    return isOn(nodes.size() - 1);
  }

  private static String isOn(int node) {
    return "TARGET.Node =?= \"%s\"".formatted(NAMES.get(node));
  }

  @Override
  public Command vacate(String job) {
    return Command.of("condor_vacate_job", job);
  }

  @Override
  public Optional<End> left(String folder, String job) {
    var log = JobLog.of(text(folder + "/job.log"));
    return List.of(JobLog.TERMINATED, JobLog.ABORTED, JobLog.HELD).stream()
        .flatMap(kind -> log.last(kind).stream())
        .map(JobLog.Event::describe)
        .map(text -> new End(text.equals(WELL), text))
        .findFirst();
  }

  @Override
  public void empty() {
    // It fails where there is none any more: what counts is the queue.
    queue().exec(Command.of("condor_rm", "-all"));
    var look = Command.of("condor_q", "-allusers", "-af", "ClusterId");
    var left =
        queue()
            .await(LIMIT, POLL_INTERVAL, () -> queue().execChecked(look).stdout(), String::isBlank);
    if (!left.isBlank()) {
      throw new HostException("a job stays in the pool's queue: " + left.strip());
    }
  }

  @Override
  public Map<String, String> logs() {
    var all = new TreeMap<String, String>();
    for (var daemon : List.of("Starter", "Shadow", "Sched")) {
      all.put(daemon + "Log", String.join("\n", logs(daemon)));
    }
    return all;
  }

  /** By node. */
  private List<String> logs(String daemon) {
    var all = new ArrayList<String>();
    for (var node : nodes) {
      var names =
          node.list("/var/log/condor").keySet().stream()
              .filter(n -> n.startsWith(daemon + "Log") && !n.endsWith(".old"))
              .sorted();
      names.forEach(
          n -> all.add(new String(node.read("/var/log/condor/" + n), StandardCharsets.UTF_8)));
    }
    return all;
  }
}

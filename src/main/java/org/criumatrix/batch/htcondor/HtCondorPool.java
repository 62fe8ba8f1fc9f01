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
import org.criumatrix.host.HostException;
import org.criumatrix.privilege.Account;

/**
 * An HTCondor pool. Each host is a node, and the first also has the queue.
 *
 * @param nodes the hosts, with HTCondor in their distribution
 */
public record HtCondorPool(List<Host> nodes) implements BatchSystem {

  /** The folder on each node that contains the folders of its jobs. */
  static final String EXECUTE = "/run/condor/execute";

  private static final String NORMAL_END = "Normal termination (return value 0)";

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

  /** The names of the nodes, see {@link #sendTo}. */
  static final List<String> NAMES = List.of("one", "two");

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
    return queue().exec(Command.of("test", "-e", PoolSetup.CONFIGURATION)).succeeded();
  }

  @Override
  public void up(List<String> addresses, Map<String, Path> folders) {
    new PoolSetup(nodes).up(addresses, folders);
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
   * @param attribute the attribute with which slots advertise the container
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

  /** Returns HTCondor's starter, and the shim that runs its docker containers. */
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

  @Override
  public Command submit(Account account, String file) {
    var home = account.home();
    var call = Command.of("condor_submit", "-terse", file).withEnv(Map.of("HOME", home));
    return account.runs(call.in(home));
  }

  /** Parses {@code 1.0 - 1.0}: the first and the last of the submitted jobs. */
  @Override
  public String job(String printed) {
    return printed.strip().split(" ")[0];
  }

  @Override
  public Command sendTo(String job, int node) {
    return Command.of("condor_qedit", job, "Requirements", isOn(node));
  }

  /** Returns the rank with which jobs prefer a node other than the one with the queue. */
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
        .map(text -> new End(text.equals(NORMAL_END), text))
        .findFirst();
  }

  @Override
  public void empty() {
    // The command fails if there are no jobs: only the queue counts.
    queue().exec(Command.of("condor_rm", "-all"));
    var look = Command.of("condor_q", "-allusers", "-af", "ClusterId");
    queue()
        .await(
            "an empty queue of the pool",
            LIMIT,
            POLL_INTERVAL,
            () -> queue().execChecked(look).stdout(),
            String::isBlank)
        .orThrow(HostException::new);
  }

  @Override
  public Map<String, String> logs() {
    var all = new TreeMap<String, String>();
    for (var daemon : List.of("Starter", "Shadow", "Sched")) {
      all.put(daemon + "Log", String.join("\n", logs(daemon)));
    }
    return all;
  }

  /** Returns a daemon's log of each node. */
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

package org.criumatrix.batch.slurm;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
 * A Slurm cluster. Each host is a node, and the first also has the queue.
 *
 * @param nodes the hosts, with Slurm in their distribution
 */
public record SlurmCluster(List<Host> nodes) implements BatchSystem {

  private static final String CONFIGURATION = "/etc/slurm/slurm.conf";
  private static final String LOGS = "/var/log/slurm";
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

  /** The names of the nodes. */
  private static final List<String> NAMES = List.of("one", "two");

  /** States of a finished job (squeue(1), "JOB STATE CODES"). */
  private static final Pattern ENDED =
      Pattern.compile(
          "JobState=(COMPLETED|FAILED|CANCELLED|TIMEOUT|NODE_FAIL|OUT_OF_MEMORY|BOOT_FAIL|DEADLINE) .*"
              + "(ExitCode=\\S+).*");

  public SlurmCluster {
    nodes = List.copyOf(nodes);
  }

  @Override
  public boolean isUp() {
    return queue().exec(Command.of("test", "-e", CONFIGURATION)).succeeded();
  }

  @Override
  public void up(List<String> addresses, Map<String, Path> folders) {
    var configuration = configuration(addresses).getBytes(StandardCharsets.UTF_8);
    for (var i = 0; i < nodes.size(); i++) {
      var host = nodes.get(i);
      Account.ORDINARY.makeLogin(host);
      host.execChecked(Command.of("install", "-d", "/etc/slurm"));
      host.write(CONFIGURATION, configuration, Mode.DATA);
      var script = ResourceText.beside(SlurmCluster.class, "slurm-node.sh");
      host.execChecked(Command.of("sh", "-c", script, "node", NAMES.get(i), NAMES.get(0)));
    }
    var wanted = NAMES.subList(0, nodes.size());
    queue()
        .await("idle nodes " + wanted, LIMIT, POLL_INTERVAL, () -> nodes("idle"), wanted::equals)
        .orThrow(HostException::new);
    nodes.forEach(Host::adopt);
  }

  /**
   * Returns slurm.conf. The node with the queue has a higher weight, so that jobs prefer the other
   * node.
   */
  private String configuration(List<String> addresses) {
    var hosts =
        IntStream.range(0, nodes.size())
            .mapToObj(
                i ->
                    "NodeName=%s NodeAddr=%s RealMemory=1024 Weight=%d%n"
                        .formatted(NAMES.get(i), addresses.get(i), nodes.size() - i))
            .collect(Collectors.joining());
    var queue = "SlurmctldHost=%s(%s)%n".formatted(NAMES.get(0), addresses.get(0));
    return ResourceText.beside(SlurmCluster.class, "slurm.conf") + queue + hosts;
  }

  /**
   * Returns the names of the nodes in this state, each once; none while the queue does not answer.
   */
  private List<String> nodes(String state) {
    var look = Command.of("sinfo", "--noheader", "--Node", "--states=" + state, "--format=%N");
    return queue().exec(look).stdout().lines().map(String::strip).distinct().sorted().toList();
  }

  /** Returns the name that contrib's script uses, which criu-job recognises and leaves alone. */
  @Override
  public String stream(String name, String job) {
    return "criu-job-%s.%s".formatted(job, name.replaceFirst("^std", ""));
  }

  /** Returns a name that is unique per job, since jobs may share a folder. */
  @Override
  public String checkpoint(String job) {
    return "criu-job-%s.tar".formatted(job);
  }

  @Override
  public Optional<String> mark(String job) {
    return Optional.of("SLURM_JOB_ID=" + job);
  }

  @Override
  public boolean wantsSharedFolders() {
    return true;
  }

  @Override
  public Optional<String> lacks(JobContainer container) {
    return container == JobContainer.NONE
        ? Optional.empty()
        : Optional.of("Slurm jobs do not run in containers here: " + container);
  }

  @Override
  public String template() {
    return "slurm/job.sbatch";
  }

  @Override
  public String selfCheckpointing(JobRequest job, String template, String criu) {
    return new BatchScript(job).selfCheckpointing(template, criu);
  }

  @Override
  public String array(String description, int tasks, String folder) {
    return BatchScript.array(description, tasks, folder);
  }

  @Override
  public String plain(JobRequest job) {
    var any = BatchScript.ANY;
    return new BatchScript(job).plain(stream("stdout", any), stream("stderr", any));
  }

  @Override
  public boolean isCommand(String word) {
    return word.equals("sbatch") || word.equals("scontrol");
  }

  @Override
  public List<String> starters() {
    return List.of("slurmstepd");
  }

  @Override
  public Optional<String> streamOnNode(String name) {
    return Optional.empty();
  }

  @Override
  public boolean isJobFolder(String folder) {
    return false;
  }

  @Override
  public Command submit(Account account, String file) {
    var folder = file.substring(0, file.lastIndexOf('/'));
    var call = Command.of("sbatch", "--parsable", file).withEnv(Map.of("HOME", account.home()));
    return account.runs(call.in(folder));
  }

  @Override
  public String job(String printed) {
    return printed.strip();
  }

  @Override
  public Command tasks(String array) {
    return Command.of(
        "squeue", "--noheader", "--array", "--states=RUNNING", "--format=%A", "--job=" + array);
  }

  /** Drains the other nodes, as before a repair. */
  @Override
  public Command sendTo(String job, int node) {
    var others =
        IntStream.range(0, nodes.size())
            .filter(i -> i != node)
            .mapToObj(NAMES::get)
            .collect(Collectors.joining(","));
    return Command.of("scontrol", "update", "NodeName=" + others, "State=DRAIN", "Reason=repair");
  }

  @Override
  public Command vacate(String job) {
    return Command.of("scontrol", "requeue", job);
  }

  @Override
  public Command timeIsUp(String job) {
    return Command.of("scontrol", "update", "JobId=" + job, "TimeLimit=1");
  }

  @Override
  public Command preempt(Account account) {
    var call = List.of("sbatch", "--partition=urgent", "--output=/dev/null", "--wrap=true");
    return account.runs(Command.of(call).in(account.home()));
  }

  @Override
  public Optional<End> left(String folder, String job) {
    return ended(
        queue().execChecked(Command.of("scontrol", "--oneliner", "show", "job")).stdout(), job);
  }

  /**
   * @param printed the output, one line per job
   */
  static Optional<End> ended(String printed, String job) {
    return printed
        .lines()
        .filter(line -> line.startsWith("JobId=%s ".formatted(job)))
        .map(line -> ENDED.matcher(line.substring(line.indexOf("JobState="))))
        .filter(end -> end.matches())
        .map(end -> new End(end.group(1).equals("COMPLETED"), end.group(1) + " " + end.group(2)))
        .findFirst();
  }

  @Override
  public void empty() {
    queue().execChecked(Command.of("scancel", "--user=" + Account.ORDINARY.name()));
    var look = Command.of("squeue", "--noheader", "--format=%i %T");
    queue()
        .await(
            "an empty queue of the cluster",
            LIMIT,
            POLL_INTERVAL,
            () -> queue().execChecked(look).stdout(),
            String::isBlank)
        .orThrow(HostException::new);
    var drained = nodes("drain");
    if (!drained.isEmpty()) {
      var names = "NodeName=" + String.join(",", drained);
      queue().execChecked(Command.of("scontrol", "update", names, "State=RESUME"));
    }
  }

  @Override
  public Map<String, String> logs() {
    var all = new TreeMap<String, String>();
    for (var i = 0; i < nodes.size(); i++) {
      for (var file : nodes.get(i).list(LOGS).keySet()) {
        var text = new String(nodes.get(i).read(LOGS + "/" + file), StandardCharsets.UTF_8);
        all.put(NAMES.get(i) + "-" + file, text);
      }
    }
    return all;
  }
}

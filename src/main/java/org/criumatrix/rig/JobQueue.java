package org.criumatrix.rig;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.criumatrix.batch.BatchSystem;
import org.criumatrix.batch.JobContainer;
import org.criumatrix.batch.JobProgram;
import org.criumatrix.batch.JobRequest;
import org.criumatrix.cell.CellEnvironment;
import org.criumatrix.cell.Share;
import org.criumatrix.cell.Waits;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.checkpoint.control.Replayer;
import org.criumatrix.checkpoint.control.Restarter;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostException;
import org.criumatrix.host.Shell;
import org.criumatrix.matrix.Phase;
import org.criumatrix.privilege.Account;
import org.criumatrix.workload.Workloads;

/** The queue of the batch system on a cell's hosts. It submits jobs. */
public final class JobQueue {

  /** Takes the node off the network: no packet reaches it. */
  private static final String CUT_OFF = "ip link set eth0 down";

  /**
   * Kills everything on the node except the suite's agent. Requires that the agent is the first
   * process, that is, that the node has a PID namespace of its own.
   */
  private static final String DIE = "[ \"$(cat /proc/1/comm)\" = agent ] && kill -KILL -1";

  private static final int SIGKILL = 9;

  /** A CRIU that signals itself, the dump that it has started, and criu-job. */
  private static final String SIGNALS =
      """
      #!/bin/sh
      %s "$@" &
      [ "$1" != dump ] || kill -TERM $! $PPID $$
      wait $!
      """;

  private final Rig rig;
  private final BatchSystem batchSystem;
  private final List<Job> jobs = new ArrayList<>();
  private Share share;
  private boolean hasHome;

  JobQueue(Rig rig, BatchSystem batchSystem) {
    this.rig = rig;
    this.batchSystem = batchSystem;
  }

  /**
   * Submits a job that checkpoints itself, with the wrapper and the description of {@code contrib},
   * and waits until the program has taken its first step.
   */
  public Job selfCheckpointing(String program, String... args) {
    return selfCheckpointing(JobContainer.NONE, program, args);
  }

  /**
   * Submits a self-checkpointing job in an apptainer container, which holds the wrapper, CRIU and
   * the program.
   */
  public Job selfCheckpointingInApptainer(String program, String... args) {
    return selfCheckpointing(JobContainer.APPTAINER, program, args);
  }

  /** Submits a self-checkpointing job in a docker container. */
  public Job selfCheckpointingInDocker(String program, String... args) {
    return selfCheckpointing(JobContainer.DOCKER, program, args);
  }

  /**
   * Submits a self-checkpointing job in a docker container with the batch system's default rights.
   */
  public Job selfCheckpointingInDockerByDefault(String program, String... args) {
    return selfCheckpointing(JobContainer.DOCKER_BY_DEFAULT, program, args);
  }

  /**
   * Submits a self-checkpointing job whose folder is a git checkout, because git's objects are
   * read-only.
   */
  public Job selfCheckpointingInACheckout(String program, String... args) {
    var object = home() + "/.git/objects/ab/cdef";
    makeHome();
    writeHome(object, "an object\n", "0444");
    return selfCheckpointing(JobContainer.NONE, List.of(".git"), criu(), program, args);
  }

  /** Submits a self-checkpointing job that gets SIGTERM during its dump, together with CRIU. */
  public Job selfCheckpointingUnderSignals(String program, String... args) {
    var criu = context().folder() + "/criu-and-signals";
    var text = SIGNALS.formatted(Shell.quote(criu()));
    context().host().write(criu, text.getBytes(StandardCharsets.UTF_8), Host.Mode.PUBLIC);
    return selfCheckpointing(JobContainer.NONE, List.of(), criu, program, args);
  }

  /** Submits an array of two tasks that write into one folder. */
  public JobArray selfCheckpointingArray(String program, String... args) {
    makeHome();
    JobArray.RESULTS.forEach(result -> writeHome(home() + "/" + result, "old\n", "0644"));
    var watch = watch(context(), true, program, args);
    var one = selfCheckpointing(request(watch, JobContainer.NONE, List.of()), criu());
    var text = batchSystem.array(one, JobArray.RESULTS.size(), JobArray.FOLDER);
    var tasks = new JobArray(this, watch, submit(home(), text));
    jobs.addAll(tasks.all());
    return tasks;
  }

  private Job selfCheckpointing(JobContainer container, String program, String... args) {
    return selfCheckpointing(container, List.of(), criu(), program, args);
  }

  private Job selfCheckpointing(
      JobContainer container, List<String> extraPaths, String criu, String program, String[] args) {
    CellEnvironment.requireAvailable(batchSystem.lacks(container));
    var watch = watch(context(), true, program, args);
    var job = job(watch);
    return job.begin(selfCheckpointing(request(watch, container, extraPaths), criu));
  }

  private String selfCheckpointing(JobRequest request, String criu) {
    var template = text(context().workloads() + "/" + batchSystem.template());
    return batchSystem.selfCheckpointing(request, template, criu);
  }

  private JobRequest request(JobWatch watch, JobContainer container, List<String> extraPaths) {
    var context = context();
    var environment = new HashMap<>(context.host().workloadEnvironment());
    environment.putAll(watch.workload().env());
    var argv = watch.workload().argv(context.workloads());
    var program = new JobProgram(argv, environment, context.workloads());
    return new JobRequest(program, watch.home(), container, extraPaths);
  }

  /**
   * Submits a job that knows nothing about checkpoints, under another account than CRIU's caller,
   * and waits until it has taken its first step.
   */
  public PlainJob vanilla(String program, String... args) {
    return plain(JobContainer.NONE, program, args);
  }

  /**
   * Submits a plain job in a docker container on the node's network, so that CRIU has no network to
   * dump and no firewall to lock.
   */
  public PlainJob inDocker(String program, String... args) {
    return plain(JobContainer.DOCKER_ON_NODE_NETWORK, program, args);
  }

  /** Adds a job whose lost steps count as the cell's. */
  Job job(JobWatch watch) {
    var job = new Job(this, watch);
    jobs.add(job);
    return job;
  }

  private PlainJob plain(JobContainer container, String program, String... args) {
    CellEnvironment.requireAvailable(batchSystem.lacks(container));
    var context = context().withAccount(Account.ORDINARY);
    var watch = watch(context, false, program, args);
    var request = request(watch, container, List.of());
    return new PlainJob(this, watch, context).begin(batchSystem.plain(request));
  }

  JobWatch watch(RuntimeContext context, boolean wrapped, String program, String... args) {
    var workload = Workloads.find(program, List.of(args));
    CellEnvironment.requireAvailable(workload.unavailable(context.host()));
    var answer = rig.launcher().uninterrupted(context, workload);
    return new JobWatch(this, workload, home(), wrapped, answer, "");
  }

  /** Returns the CRIU to call; the negative controls have one that starts the program again. */
  private String criu() {
    if (!isControl()) {
      return context().criu().prepared().program();
    }
    var cheat = runtime() instanceof Replayer ? "criu-that-replays" : "criu-that-cheats";
    return context().workloads() + "/subjects/" + cheat;
  }

  private String home() {
    return (isShared() ? shared().folder() : context().folder()) + "/job";
  }

  private boolean isShared() {
    return batchSystem.wantsSharedFolders() && batchSystem.nodes().size() > 1;
  }

  /** Mounts the shared folder on first use, so that it is unmounted after the jobs have ended. */
  private Share shared() {
    if (share == null) {
      share = rig.share("sshfs-of-an-account");
    }
    return share;
  }

  private RuntimeContext context() {
    return rig.environment().first();
  }

  /** Returns whether this is a negative control. */
  boolean isControl() {
    return runtime() instanceof Restarter;
  }

  private Runtime runtime() {
    return rig.environment().at(context()).runtime();
  }

  /**
   * Submits a job.
   *
   * @return the job's number
   */
  String submit(String home, String description) {
    enter(Phase.START);
    // The job's account, even if another one calls CRIU.
    var account = Account.ORDINARY;
    makeHome();
    var file = home + "/job.sub";
    var bytes = description.getBytes(StandardCharsets.UTF_8);
    context().host().write(file, bytes, account.mode("0644"));
    return batchSystem.job(call(batchSystem.submit(account, file)));
  }

  private void makeHome() {
    if (!hasHome) {
      context().host().mkdir(home(), Account.ORDINARY.mode("0755"));
      hasHome = true;
    }
  }

  /** Writes a file that the job's owner owns, and makes its folders. */
  private void writeHome(String file, String text, String mode) {
    var account = Account.ORDINARY;
    var folder = file.substring(0, file.lastIndexOf('/'));
    context().host().execChecked(account.runs(Command.of("mkdir", "-p", folder)));
    context().host().write(file, text.getBytes(StandardCharsets.UTF_8), account.mode(mode));
  }

  /**
   * Runs a command of the batch system, which must succeed, and records it with the cell's calls.
   */
  String call(Command command) {
    var host = context().host();
    var exit = host.exec(command);
    var name = command.argv().stream().filter(batchSystem::isCommand).findFirst().orElseThrow();
    var folder = context().folder();
    remember(new CriuCall(host, name, command.toString(), exit, folder, ""));
    if (!exit.succeeded()) {
      throw new HostException(command + ": " + exit.describe() + ": " + exit.stderr().strip());
    }
    return exit.stdout();
  }

  CriuCall remember(CriuCall call) {
    return rig.checkpoints().remember(call);
  }

  String nextImages() {
    return rig.checkpoints().nextFolder();
  }

  /** Kills a process when the cell ends, because the batch system no longer manages it. */
  void endWithCell(Host host, int pid) {
    rig.environment().whenReleased(() -> host.killIfThere(pid, SIGKILL));
  }

  /** Kills everything on a node. The hosts are not used for another cell. */
  void lose(Host node) {
    rig.changesHosts();
    // The agent's shell dies too, so the exit code means nothing.
    node.exec(Command.of("sh", "-c", DIE));
  }

  /**
   * Cuts a node off the network, then kills everything on it, so that not even its kernel answers.
   */
  void loseSilently(Host node) {
    node.execChecked(Command.of("sh", "-c", CUT_OFF));
    lose(node);
  }

  BatchSystem batchSystem() {
    return batchSystem;
  }

  Waits waits() {
    return rig.waits();
  }

  void enter(Phase phase) {
    rig.stopwatch().enter(phase);
  }

  String text(String file) {
    return batchSystem.text(file);
  }

  /** Returns the number of steps that were lost and had to be repeated. */
  public int lost() {
    return jobs.stream().mapToInt(Job::lost).sum();
  }

  /** Returns the names and contents of the files that jobs and daemons wrote, for the evidence. */
  public Map<String, String> artifacts() {
    var artifacts = new TreeMap<String, String>();
    var home = home();
    var files = context().host().list(home).keySet();
    files.stream()
        .filter(f -> f.matches("job\\..*|std.*|criu-job.*\\.(log|out|err)"))
        .forEach(f -> artifacts.put("job-" + f.replaceFirst("^job\\.", ""), text(home + "/" + f)));
    artifacts.put("job-files", String.join("\n", files) + "\n");
    jobs.forEach(j -> artifacts.putAll(j.artifacts()));
    artifacts.putAll(batchSystem.logs());
    return artifacts;
  }
}

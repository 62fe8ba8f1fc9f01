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

/** The queue of the batch system on a cell's hosts: where jobs are submitted. */
public final class JobQueue {

  /** No packet reaches the node any more. */
  private static final String CUT_OFF = "ip link set eth0 down";

  /**
   * Kills everything there at once except the suite's own agent; only where that is the first
   * process, of a namespace that is the node's alone.
   */
  private static final String DIE = "[ \"$(cat /proc/1/comm)\" = agent ] && kill -KILL -1";

  private static final int SIGKILL = 9;

  /** Signals itself, the dump that it has begun, and criu-job. */
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
   * Submits a job that checkpoints itself, by contrib's wrapper and with the description that comes
   * with it; waits until the program has taken its first step.
   */
  public Job selfCheckpointing(String program, String... args) {
    return selfCheckpointing(JobContainer.NONE, program, args);
  }

  /** Submits one in an apptainer container; the wrapper, CRIU and the program are in it. */
  public Job selfCheckpointingInApptainer(String program, String... args) {
    return selfCheckpointing(JobContainer.APPTAINER, program, args);
  }

  /** Submits one in a docker container. */
  public Job selfCheckpointingInDocker(String program, String... args) {
    return selfCheckpointing(JobContainer.DOCKER, program, args);
  }

  /** Submits one in docker, with no more than the batch system's default gives a job there. */
  public Job selfCheckpointingInDockerByDefault(String program, String... args) {
    return selfCheckpointing(JobContainer.DOCKER_BY_DEFAULT, program, args);
  }

  /** Submits a job whose folder is a git checkout: git's objects are read-only. */
  public Job selfCheckpointingInACheckout(String program, String... args) {
    var object = home() + "/.git/objects/ab/cdef";
    makeHome();
    writeHome(object, "an object\n", "0444");
    return selfCheckpointing(JobContainer.NONE, List.of(".git"), criu(), program, args);
  }

  /** Submits a job that gets SIGTERM while CRIU dumps it, as does CRIU. */
  public Job selfCheckpointingUnderSignals(String program, String... args) {
    var criu = place().folder() + "/criu-and-signals";
    var text = SIGNALS.formatted(Shell.quote(criu()));
    place().host().write(criu, text.getBytes(StandardCharsets.UTF_8), Host.Mode.PUBLIC);
    return selfCheckpointing(JobContainer.NONE, List.of(), criu, program, args);
  }

  /** Submits an array of two tasks that write into one folder. */
  public JobArray selfCheckpointingArray(String program, String... args) {
    makeHome();
    JobArray.RESULTS.forEach(result -> writeHome(home() + "/" + result, "old\n", "0644"));
    var watch = watch(place(), true, program, args);
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
      JobContainer container, List<String> along, String criu, String program, String[] args) {
    CellEnvironment.available(batchSystem.lacks(container));
    var watch = watch(place(), true, program, args);
    var job = job(watch);
    return job.begins(selfCheckpointing(request(watch, container, along), criu));
  }

  private String selfCheckpointing(JobRequest request, String criu) {
    var template = text(place().workloads() + "/" + batchSystem.template());
    return batchSystem.selfCheckpointing(request, template, criu);
  }

  private JobRequest request(JobWatch watch, JobContainer container, List<String> along) {
    var place = place();
    var environment = new HashMap<>(place.host().workloadEnvironment());
    environment.putAll(watch.workload().env());
    var argv = watch.workload().argv(place.workloads());
    var program = new JobProgram(argv, environment, place.workloads());
    return new JobRequest(program, watch.home(), container, along);
  }

  /**
   * Submits a job that does not know of checkpoints, of an account that has nothing to do with the
   * one that calls CRIU; waits until it has taken its first step.
   */
  public PlainJob vanilla(String program, String... args) {
    return plain(JobContainer.NONE, program, args);
  }

  /**
   * Submits one in a docker container, on the network of the node: CRIU has none to dump then, and
   * no firewall to block its traffic.
   */
  public PlainJob inDocker(String program, String... args) {
    return plain(JobContainer.DOCKER_ON_NODE_NETWORK, program, args);
  }

  /** A job that counts where the cell's lost steps are counted. */
  Job job(JobWatch watch) {
    var job = new Job(this, watch);
    jobs.add(job);
    return job;
  }

  private PlainJob plain(JobContainer container, String program, String... args) {
    CellEnvironment.available(batchSystem.lacks(container));
    var place = place().withAccount(Account.ORDINARY);
    var watch = watch(place, false, program, args);
    var request = request(watch, container, List.of());
    return new PlainJob(this, watch, place).begins(batchSystem.plain(request));
  }

  JobWatch watch(RuntimeContext place, boolean wrapped, String program, String... args) {
    var workload = Workloads.find(program, List.of(args));
    CellEnvironment.available(workload.unavailable(place.host()));
    var answer = rig.starts().uninterrupted(place, workload);
    return new JobWatch(this, workload, home(), wrapped, answer, "");
  }

  /** The negative controls have a CRIU that starts the program again. */
  private String criu() {
    if (!cheats()) {
      return place().criu().prepared().program();
    }
    var cheat = runtime() instanceof Replayer ? "criu-that-replays" : "criu-that-cheats";
    return place().workloads() + "/subjects/" + cheat;
  }

  private String home() {
    return (isShared() ? shared().folder() : place().folder()) + "/job";
  }

  private boolean isShared() {
    return batchSystem.wantsSharedFolders() && batchSystem.nodes().size() > 1;
  }

  /** Only now, so that it is taken away when no job is there any more. */
  private Share shared() {
    if (share == null) {
      share = rig.share("sshfs-of-an-account");
    }
    return share;
  }

  private RuntimeContext place() {
    return rig.stage().first();
  }

  /** Whether this is a negative control. */
  boolean cheats() {
    return runtime() instanceof Restarter;
  }

  private Runtime runtime() {
    return rig.stage().at(place()).runtime();
  }

  /**
   * @return the job's number
   */
  String submit(String home, String description) {
    enters(Phase.START);
    // The job's account, even if another one calls CRIU.
    var account = Account.ORDINARY;
    makeHome();
    var file = home + "/job.sub";
    var bytes = description.getBytes(StandardCharsets.UTF_8);
    place().host().write(file, bytes, account.mode("0644"));
    return batchSystem.job(calls(batchSystem.submit(account, file)));
  }

  private void makeHome() {
    if (!hasHome) {
      place().host().mkdir(home(), Account.ORDINARY.mode("0755"));
      hasHome = true;
    }
  }

  /** Writes a file of the job's owner, and the folders that it is in. */
  private void writeHome(String file, String text, String mode) {
    var account = Account.ORDINARY;
    var folder = file.substring(0, file.lastIndexOf('/'));
    place().host().execChecked(account.runs(Command.of("mkdir", "-p", folder)));
    place().host().write(file, text.getBytes(StandardCharsets.UTF_8), account.mode(mode));
  }

  /** Runs a command of the batch system, which must succeed; the cell's record has it. */
  String calls(Command command) {
    var host = place().host();
    var exit = host.exec(command);
    var name = command.argv().stream().filter(batchSystem::isCommand).findFirst().orElseThrow();
    var folder = place().folder();
    called(new CriuCall(host, name, command.toString(), exit, folder, ""));
    if (!exit.succeeded()) {
      throw new HostException(command + ": " + exit.describe() + ": " + exit.stderr().strip());
    }
    return exit.stdout();
  }

  CriuCall called(CriuCall call) {
    return rig.checkpoints().called(call);
  }

  String nextImages() {
    return rig.checkpoints().nextFolder();
  }

  /**
   * Ends a process with the cell: it is no longer one of the batch system's, which would end it.
   */
  void endsWithTheCell(Host host, int pid) {
    rig.stage().whenReleased(() -> host.killIfThere(pid, SIGKILL));
  }

  /** A node that is lost stays so: its hosts serve no other cell. */
  void loses(Host node) {
    rig.changesHosts();
    // The node dies with it: its exit code means nothing.
    node.exec(Command.of("sh", "-c", DIE));
  }

  /** The same, and not even its kernel answers. */
  void losesWithoutAWord(Host node) {
    node.execChecked(Command.of("sh", "-c", CUT_OFF));
    loses(node);
  }

  BatchSystem batchSystem() {
    return batchSystem;
  }

  Waits waits() {
    return rig.waits();
  }

  void enters(Phase phase) {
    rig.stopwatch().enters(phase);
  }

  String text(String file) {
    return batchSystem.text(file);
  }

  /** Steps that had to be taken twice. */
  public int lost() {
    return jobs.stream().mapToInt(Job::lost).sum();
  }

  /** Names and contents of what jobs and daemons have written, for the evidence. */
  public Map<String, String> artifacts() {
    var artifacts = new TreeMap<String, String>();
    var home = home();
    var files = place().host().list(home).keySet();
    files.stream()
        .filter(f -> f.matches("job\\..*|std.*|criu-job.*\\.(log|out|err)"))
        .forEach(f -> artifacts.put("job-" + f.replaceFirst("^job\\.", ""), text(home + "/" + f)));
    artifacts.put("job-files", String.join("\n", files) + "\n");
    jobs.forEach(j -> artifacts.putAll(j.artifacts()));
    artifacts.putAll(batchSystem.logs());
    return artifacts;
  }
}

package org.criumatrix.rig;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.criumatrix.batch.Pool;
import org.criumatrix.batch.Submission;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostException;
import org.criumatrix.privilege.Account;
import org.criumatrix.runtime.CriuCall;
import org.criumatrix.runtime.Place;
import org.criumatrix.runtime.Restarter;
import org.criumatrix.workload.Transcript;
import org.criumatrix.workload.Workload;
import org.criumatrix.workload.Workloads;

/** The queue of the pool that a cell's hosts are: where jobs are handed in. */
public final class JobQueue {

  /** So long after the last word of a lost node its job goes elsewhere, in seconds. */
  private static final String LEASE = "20";

  /** Longer than any cell: a checkpoint is made when the case asks for it. */
  private static final String NEVER = "86400";

  /** Nobody reaches the node any more. */
  private static final String CUT_OFF = "ip link set eth0 down";

  /** All that runs there is killed at once, but the suite's own agent. */
  private static final String DIE = "kill -KILL -1";

  private static final int SIGKILL = 9;

  private static final String IMAGE = "/run/criu-matrix-image";

  /** Nothing is in it but places: its programs are the node's own. */
  private static final String MAKE_IMAGE =
      """
      set -e
      [ ! -d "$0" ] || exit 0
      mkdir "$0" && cd "$0"
      mkdir -p dev etc home proc root run srv sys tmp usr var/tmp
      chmod 1777 tmp var/tmp
      for folder in bin sbin lib lib64; do ln -s "usr/$folder" "$folder"; done
      touch etc/group etc/hosts etc/localtime etc/passwd etc/resolv.conf
      """;

  /** What a job runs in. */
  private enum Universe {
    VANILLA("universe = vanilla"),
    CONTAINER(
        "universe = container%ncontainer_image = %s%ntransfer_container = False".formatted(IMAGE));

    private final String lines;

    Universe(String lines) {
      this.lines = lines;
    }
  }

  private static final Map<String, String> PATH = Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");

  private final Rig rig;
  private final Pool pool;
  private final List<Job> jobs = new ArrayList<>();

  JobQueue(Rig rig) {
    this.rig = rig;
    this.pool = new Pool(rig.stage().places().stream().map(Place::host).toList());
  }

  /**
   * Hands in a job that checkpoints itself, by contrib/htcondor's wrapper and with the submit
   * description that comes with it; waits until the program has taken its first step.
   */
  public Job selfCheckpointing(String program, String... args) {
    return selfCheckpointing(Universe.VANILLA, program, args);
  }

  /**
   * The same in HTCondor's container universe, with apptainer: the wrapper, CRIU and the program
   * are in the container.
   */
  public Job selfCheckpointingInApptainer(String program, String... args) {
    Stage.available(pool.lacks("HasSingularity"));
    pool.nodes().forEach(this::makeImage);
    return selfCheckpointing(Universe.CONTAINER, program, args);
  }

  private Job selfCheckpointing(Universe universe, String program, String... args) {
    var place = place();
    var workload = Workloads.find(program, List.of(args));
    Stage.available(workload.unavailable(place.host()));
    var answer = rig.starts().uninterrupted(place, workload);
    var home = place.folder() + "/job";
    var files = new ArrayList<String>();
    var words = new ArrayList<>(List.of("--every", NEVER, "--criu", criu(), "--tries", "1"));
    workload.argv(place.workloads()).forEach(word -> words.add(taken(word, files)));
    var description =
        new Submission()
            .arguments(words)
            .environment(environment(workload))
            .with("initialdir", home)
            .with("transfer_input_files", String.join(", ", files))
            .with("request_cpus", "1")
            .with("request_memory", "512")
            .with("request_disk", "100000")
            .with("job_lease_duration", LEASE)
            .with("rank", pool.rank())
            .before(theirs(home, universe));
    var job = new Job(this, new JobWatch(this, workload, home, true, answer));
    jobs.add(job);
    return job.begins(description);
  }

  /**
   * Hands in a job in HTCondor's vanilla universe, of an account that has nothing to do with who
   * calls CRIU; waits until it has taken its first step.
   */
  public PlainJob vanilla(String program, String... args) {
    var place = place().withAccount(Account.ORDINARY);
    var workload = Workloads.find(program, List.of(args));
    Stage.available(workload.unavailable(place.host()));
    var answer = rig.starts().uninterrupted(place, workload);
    var home = place.folder() + "/job";
    var argv = workload.argv(place.workloads());
    // HTCondor wants a path, and most programs are known by their names.
    var isPath = argv.get(0).startsWith("/");
    var description =
        new Submission()
            .with("universe", "vanilla")
            .with("executable", isPath ? argv.get(0) : "/usr/bin/env")
            .with("transfer_executable", "False")
            .arguments(isPath ? argv.subList(1, argv.size()) : argv)
            .environment(environment(workload))
            .with("initialdir", home)
            .with("should_transfer_files", "YES")
            .into(home)
            .with("request_cpus", "1")
            .with("request_memory", "512")
            .with("request_disk", "100000")
            .text();
    var watch = new JobWatch(this, workload, home, false, answer);
    return new PlainJob(this, watch, place).begins(description);
  }

  private void makeImage(Host node) {
    node.must(Command.of("sh", "-c", MAKE_IMAGE, IMAGE));
  }

  private Place place() {
    return rig.stage().first();
  }

  private Map<String, String> environment(Workload workload) {
    var all = new HashMap<>(PATH);
    all.putAll(place().host().workloadEnvironment());
    all.putAll(workload.env());
    return all;
  }

  /** A file that the program is given comes with the job. */
  private String taken(String word, List<String> files) {
    if (!word.startsWith(place().workloads() + "/")) {
      return word;
    }
    files.add(word);
    return "./" + Path.of(word).getFileName();
  }

  /** The negative control has a CRIU that starts the program afresh. */
  private String criu() {
    return cheats()
        ? place().workloads() + "/subjects/criu-that-cheats"
        : place().criu().prepared().program();
  }

  /** Whether this is the negative control. */
  boolean cheats() {
    return rig.stage().at(place()).runtime() instanceof Restarter;
  }

  /** The submit description as its users have it, below their own lines; with our files. */
  private String theirs(String home, Universe universe) {
    var wrapper = place().workloads() + "/htcondor/criu-job";
    var text = text(place().workloads() + "/htcondor/job.sub");
    return text.substring(text.indexOf("\n\n"))
        .replaceFirst("(?m)^universe .*", universe.lines)
        .replaceFirst("(?m)^executable .*", "executable = " + wrapper)
        .replaceFirst("(?m)^output .*", "output = %s/stdout".formatted(home))
        .replaceFirst("(?m)^error .*", "error = %s/stderr".formatted(home))
        .replaceFirst("(?m)^log .*", "log = %s/job.log".formatted(home));
  }

  /**
   * @return the job's number
   */
  String handIn(String home, String description) {
    // Of the job, whoever calls CRIU.
    var account = Account.ORDINARY;
    place().host().mkdir(home, account.mode("0755"));
    var file = home + "/job.sub";
    var bytes = description.getBytes(StandardCharsets.UTF_8);
    place().host().write(file, bytes, account.mode("0644"));
    return Pool.job(calls(pool.submit(account, file)));
  }

  /** A command of the pool's, which must succeed; it is told with the cell. */
  String calls(Command command) {
    var host = place().host();
    var exit = host.exec(command);
    var name =
        command.argv().stream().filter(w -> w.startsWith("condor_")).findFirst().orElseThrow();
    var folder = place().folder();
    called(new CriuCall(host, name, command.toString(), exit, folder, ""));
    if (!exit.good()) {
      throw new HostException(command + ": " + exit.told() + ": " + exit.stderr().strip());
    }
    return exit.stdout();
  }

  CriuCall called(CriuCall call) {
    return rig.checkpoints().called(call);
  }

  String nextImages() {
    return rig.checkpoints().nextFolder();
  }

  /** It is not the pool's any more, which would end it. */
  void endsWithTheCell(Host host, int pid) {
    rig.stage().whenReleased(() -> host.killIfThere(pid, SIGKILL));
  }

  /** How many steps a file tells of. */
  int steps(Workload workload, String file) {
    return Transcript.of(text(file), "", workload.telling()).telling().size();
  }

  /** A node that is lost stays so: its hosts serve no other cell. */
  void loses(Host node) {
    rig.changesHosts();
    node.exec(Command.of("sh", "-c", DIE));
  }

  /** The same, and not even its kernel answers. */
  void losesWithoutAWord(Host node) {
    node.must(Command.of("sh", "-c", CUT_OFF));
    loses(node);
  }

  Pool pool() {
    return pool;
  }

  Waits waits() {
    return rig.waits();
  }

  /** What computes to its end does so beside all of the pool's daemons. */
  Duration answerLimit() {
    return rig.waits().answer().multipliedBy(3);
  }

  /** What is in a file of the queue's node; nothing while it is not there. */
  String text(String file) {
    try {
      return new String(place().host().read(file), StandardCharsets.UTF_8);
    } catch (HostException e) {
      return "";
    }
  }

  /** Steps that had to be taken twice. */
  int lost() {
    return jobs.stream().mapToInt(Job::lost).sum();
  }

  /** Names and contents of what jobs and pool have written, for the evidence. */
  Map<String, String> papers() {
    var papers = new TreeMap<String, String>();
    var home = place().folder() + "/job";
    place().host().list(home).keySet().stream()
        .filter(f -> f.matches("job\\..*|std.*|criu-job.*\\.log"))
        .forEach(f -> papers.put("job-" + f.replaceFirst("^job\\.", ""), text(home + "/" + f)));
    jobs.forEach(j -> papers.putAll(j.papers()));
    for (var daemon : List.of("Starter", "Shadow", "Sched")) {
      papers.put(daemon + "Log", String.join("\n", pool.logs(daemon)));
    }
    return papers;
  }
}

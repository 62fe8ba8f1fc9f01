package org.criumatrix.rig;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.account.LaneTime;
import org.criumatrix.batch.BatchSystem;
import org.criumatrix.batch.registry.BatchSystems;
import org.criumatrix.cell.CellEnvironment;
import org.criumatrix.cell.Checkpoints;
import org.criumatrix.cell.Continuation;
import org.criumatrix.cell.Conversation;
import org.criumatrix.cell.Finished;
import org.criumatrix.cell.FinishedTalk;
import org.criumatrix.cell.Images;
import org.criumatrix.cell.Mounted;
import org.criumatrix.cell.Placement;
import org.criumatrix.cell.Rewind;
import org.criumatrix.cell.Share;
import org.criumatrix.cell.Stopwatch;
import org.criumatrix.cell.SubjectLauncher;
import org.criumatrix.cell.Subjects;
import org.criumatrix.cell.Talk;
import org.criumatrix.cell.TwoHostJob;
import org.criumatrix.cell.Waits;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.workload.Golden;
import org.criumatrix.workload.Subject;
import org.criumatrix.workload.Workload;
import org.criumatrix.workload.Workloads;

/**
 * A cell made real, in a scenario's words. Each step checks its phases and throws {@link
 * PhaseFailure} at the first that fails; all that it made is released by the run of the cell around
 * it.
 */
public final class Rig {

  private final CellEnvironment environment;
  private final Waits waits;
  private final Stopwatch stopwatch = new Stopwatch();
  private final Subjects subjects = new Subjects();
  private final SubjectLauncher launcher;
  private final Checkpoints checkpoints;
  private final Continuation continuation;
  private final Firewalls firewalls = new Firewalls();
  private final Map<String, Runnable> subChecks = new LinkedHashMap<>();
  private boolean changedHosts;
  private JobQueue queue;

  /**
   * @param contexts one on each host
   */
  public Rig(
      List<RuntimeContext> contexts,
      Runtime runtime,
      Golden golden,
      String hostName,
      Waits waits,
      LaneTime time) {
    this.environment = new CellEnvironment(contexts, runtime);
    this.waits = waits;
    this.launcher = new SubjectLauncher(golden, hostName, waits, subjects, stopwatch, time);
    this.checkpoints = new Checkpoints(subjects, waits, stopwatch);
    this.continuation = new Continuation(subjects, waits, stopwatch);
  }

  /**
   * Every dump will end like this one, before CRIU looks at any process: nothing has to be started
   * for that.
   */
  public void refusedBy(Optional<CriuCall> call) {
    launcher.refusedBy(call, checkpoints::remember);
  }

  /** Starts a workload and waits until it has taken its first step. */
  public Subject start(String workload, String... args) {
    return start(false, workload, args);
  }

  /** As {@link #start}, as the job of a shell on a terminal of its own. */
  public Subject startOnTerminal(String workload, String... args) {
    return start(true, workload, args);
  }

  /** As {@link #start}, with more in its environment. */
  public Subject startWith(Map<String, String> environment, String workload, String... args) {
    return start(false, Workloads.find(workload, List.of(args)).with(environment));
  }

  private Subject start(boolean terminal, String name, String... args) {
    return start(terminal, Workloads.find(name, List.of(args)));
  }

  private Subject start(boolean terminal, Workload workload) {
    CellEnvironment.requireAvailable(workload.unavailable(environment.first().host()));
    return launcher.start(environment.at(environment.first()), workload, terminal);
  }

  /** Starts a job of Open MPI's with a rank on each of two hosts. */
  public TwoHostJob startAcross(String program, String... args) {
    var here = environment.at(environment.first());
    var there = environment.at(environment.second());
    var job = MpiAcross.of(here.context(), there.context(), program, List.of(args));
    CellEnvironment.requireAvailable(job.workload().unavailable(here.context().host()));
    return launcher.across(here, job.workload(), job.singleHost(), job.requestFile(), there);
  }

  /** Starts both ends of a conversation on this host, and waits until each has taken a step. */
  public Talk talk(Conversation conversation) {
    var here = environment.at(environment.first());
    return talk(conversation, "both", here, here);
  }

  /**
   * Starts a conversation between two hosts.
   *
   * @param dumped the end that is on the first of them: {@code server}; otherwise the client
   */
  public Talk talkAcross(Conversation conversation, String dumped) {
    return talk(
        conversation,
        dumped,
        environment.at(environment.first()),
        environment.at(environment.second()));
  }

  /**
   * Starts a conversation between a container on a network of its engine's and the host outside.
   *
   * @param dumped the end that is in the container
   */
  public Talk talkOutwards(Conversation conversation, String dumped) {
    var outside = environment.network();
    return talk(conversation, dumped, environment.at(environment.first()), outside);
  }

  private Talk talk(Conversation conversation, String dumped, Placement one, Placement other) {
    firewalls.watch(environment.contexts());
    return dumped.equals("server")
        ? launcher.talk(conversation, environment.first(), one, other)
        : launcher.talk(conversation, environment.first(), other, one);
  }

  /**
   * From here on workloads belong to another account than CRIU's caller expects: a batch system's
   * situation.
   */
  public void asAnotherAccount() {
    environment.asAnotherAccount();
  }

  /**
   * From here on workloads belong to an ordinary account that has nothing to do with CRIU's caller,
   * even where that cannot dump its processes as they are.
   */
  public void asUnprivilegedUser() {
    environment.asUnprivilegedUser();
  }

  /**
   * From here on working folders are on a network file system, which the first host serves to all.
   */
  public Share share(String kind) {
    return environment.share(kind);
  }

  /** A repository of CVMFS. */
  public Mounted cvmfs() {
    return environment.cvmfs();
  }

  /** From here on working folders are on a volume of the host's. */
  public void volume() {
    environment.volume();
  }

  /** From here on containers are on a network of their engine's, with an address of their own. */
  public void network() {
    environment.network();
  }

  /**
   * From here on the runtime dumps and restores in this way: {@code engine}, {@code direct}, {@code
   * direct-prepared}.
   */
  public void checkpointsBy(String way) {
    environment.checkpointsBy(way);
  }

  /** The queue of the batch system on the hosts. */
  public JobQueue queue() {
    return queue == null
        ? queue(BatchSystems.on(environment.contexts().stream().map(RuntimeContext::host).toList()))
        : queue;
  }

  /** The queue of this batch system. */
  JobQueue queue(BatchSystem batchSystem) {
    queue = new JobQueue(this, batchSystem);
    environment.whenReleased(batchSystem::empty);
    return queue;
  }

  /** The first host's GPUs. */
  public Gpus gpus() {
    return new Gpus(environment, waits);
  }

  /** What the cell is about and not every host has. */
  public Needs needs() {
    return new Needs(environment);
  }

  /**
   * What {@code criu cpuinfo} says of a move from the first host to the second must be what
   * happened.
   */
  public void predicts(boolean worked, String... options) {
    Processors.predict(environment.first(), environment.second(), worked, List.of(options));
  }

  /** Dumps its memory ahead of a dump of what changes from here on; it must continue. */
  public void preDump(Subject subject, String... options) {
    continuation.awaitProgress(List.of(checkpoints.preDump(subject, List.of(options))));
  }

  /** Dumps it and checks that all of it is gone. */
  public Images dump(Subject subject, String... options) {
    return checkpoints.dump(subject, List.of(options));
  }

  /** The same, and its memory goes straight to the second host, to a page server there. */
  public Images dumpOverPageServer(Subject subject, String... options) {
    var server = PageServer.on(environment.second(), checkpoints.nextFolder(), waits.start());
    try {
      return checkpoints.dump(subject, List.of(options), server.options());
    } finally {
      server.end();
    }
  }

  /** Dumps one after the other. */
  public List<Images> dump(List<Subject> several, String... options) {
    return several.stream().map(s -> dump(s, options)).toList();
  }

  /** Asks for a dump that CRIU must refuse, for this reason, and leave the subject unharmed. */
  public void refusesToDump(Subject subject, String reason, String... options) {
    continuation.awaitProgress(
        List.of(checkpoints.requireRefusal(subject, reason, List.of(options))));
  }

  /**
   * All dumps together must have this many bytes in images of this name, or the case is not about
   * what it says.
   *
   * @throws IllegalStateException otherwise: the suite's fault
   */
  public void expectsInImages(String name, long bytes) {
    checkpoints.expectsInImages(name, bytes);
  }

  /**
   * It must have another address than it was given, or the case is not about what it says.
   *
   * @throws IllegalStateException otherwise: the suite's fault
   */
  public void expectsAnotherAddress(Subject subject) {
    Moves.expectsAnotherAddress(subject, subjects.of(subject).context());
  }

  /** Restores it and checks that all of it is there again and continues from where it was. */
  public void restore(Images from, String... options) {
    restore(List.of(from), options);
  }

  /** Restores one after the other; then all of them must continue. */
  public void restore(List<Images> from, String... options) {
    checkpoints.restore(from, List.of(options));
    firewalls.open();
    continuation.awaitProgress(from);
  }

  /**
   * An operator's own lock: until the next restore is over, the hosts' firewalls let no TCP in, and
   * no kernel answers for a process that is not there with a reset.
   */
  public void blockTraffic() {
    environment.contexts().forEach(this::blockTraffic);
  }

  private void blockTraffic(RuntimeContext context) {
    firewalls.blockTraffic(context.host(), environment.withinHosts());
  }

  /** They are lost, as with the machine that they were on: killed, their files as at the dump. */
  public void lose(List<Images> images) {
    images.forEach(i -> i.subject().kill(waits.settle()));
    images.forEach(i -> Rewind.back(i.subject()));
  }

  /** Takes images, and the files that go with them, to the second host. */
  public Images moved(Images what) {
    return moved(what, checkpoints.folders(what));
  }

  /** Takes images to the second host, and the subject's output, but not the files it works with. */
  public Images movedAlone(Images what) {
    return moved(what, List.of(what.folder(), what.subject().stdout(), what.subject().stderr()));
  }

  private Images moved(Images what, List<String> paths) {
    // The control chooses PIDs there, which the next cell's could meet.
    changedHosts = true;
    var to = environment.second();
    Moves.folders(subjects.of(what.subject()).context(), to, paths);
    subjects.move(what.subject(), to);
    return what;
  }

  /**
   * Takes it to the second host, its memory last: it continues there while its pages still come
   * from the first one. All of it must be gone there in the end.
   */
  public void migrateLazily(Subject subject, String... options) {
    new LazyMove(checkpoints, continuation, waits)
        .run(
            subject,
            subjects.of(subject).placement(),
            environment.second(),
            List.of(options),
            images -> moved(images, List.of(images.subject().home(), images.folder())));
  }

  /**
   * The first host's addresses move to the second one, in addition to its own, which keeps still
   * until what belongs to them is restored there: it would answer with a reset.
   */
  public void moveAddresses() {
    changedHosts = true;
    blockTraffic(environment.second());
    Moves.addresses(environment.first(), environment.second());
  }

  /** Lets it come to its end. */
  public Finished finish(Subject subject) {
    return continuation.finish(List.of(subject)).get(0);
  }

  /** Lets both come to their end. */
  public FinishedTalk finish(Talk talk) {
    return new FinishedTalk(continuation.finish(talk.all()));
  }

  /**
   * Something worth knowing that does not change the verdict: tried when the scenario is over,
   * however it ended.
   */
  public void afterwards(String check, Runnable body) {
    subChecks.put(check, body);
  }

  /**
   * The folder above a subject's working folder, {@code work}, to be changed while the subject is
   * not there.
   */
  public RigFiles filesOf(Subject subject) {
    return new RigFiles(subject.host(), subject.home());
  }

  /**
   * Whether a dump is followed by a copy of the subject's files, for a second restore and {@link
   * #loses}.
   */
  public void keepFilesAtDump(boolean yes) {
    checkpoints.keepFiles(yes);
  }

  /** Gives back what subjects stood on, when none is there any more. */
  public void release() {
    subjects.release();
    environment.release();
  }

  public CellEnvironment environment() {
    return environment;
  }

  public SubjectLauncher launcher() {
    return launcher;
  }

  public Checkpoints checkpoints() {
    return checkpoints;
  }

  public Firewalls firewalls() {
    return firewalls;
  }

  /** Whether the scenario itself changed the hosts' networks. */
  public boolean changedHosts() {
    return changedHosts;
  }

  public void changesHosts() {
    changedHosts = true;
  }

  /** That of a cell about jobs; empty where there are none. */
  public Optional<JobQueue> jobs() {
    return Optional.ofNullable(queue);
  }

  public List<Subject> subjects() {
    return subjects.all();
  }

  public Map<String, Runnable> subChecks() {
    return subChecks;
  }

  public Waits waits() {
    return waits;
  }

  public Stopwatch stopwatch() {
    return stopwatch;
  }
}

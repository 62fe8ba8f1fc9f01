package org.criumatrix.rig;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.account.LaneTime;
import org.criumatrix.batch.BatchSystem;
import org.criumatrix.batch.registry.BatchSystems;
import org.criumatrix.cell.Aftermath;
import org.criumatrix.cell.CellEnvironment;
import org.criumatrix.cell.Checkpoints;
import org.criumatrix.cell.Continuation;
import org.criumatrix.cell.Conversation;
import org.criumatrix.cell.Fault;
import org.criumatrix.cell.Finished;
import org.criumatrix.cell.FinishedTalk;
import org.criumatrix.cell.Images;
import org.criumatrix.cell.Mounted;
import org.criumatrix.cell.PhaseFailure;
import org.criumatrix.cell.Placement;
import org.criumatrix.cell.Rewind;
import org.criumatrix.cell.Share;
import org.criumatrix.cell.Stopwatch;
import org.criumatrix.cell.SubjectLauncher;
import org.criumatrix.cell.Subjects;
import org.criumatrix.cell.Talk;
import org.criumatrix.cell.TwoHostJob;
import org.criumatrix.cell.Unavailable;
import org.criumatrix.cell.Waits;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.CriuCaller;
import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.matrix.CheckedObject;
import org.criumatrix.matrix.Phase;
import org.criumatrix.matrix.Plan;
import org.criumatrix.program.Program;
import org.criumatrix.workload.Golden;
import org.criumatrix.workload.Installed;
import org.criumatrix.workload.Prefixed;
import org.criumatrix.workload.Subject;
import org.criumatrix.workload.Workload;
import org.criumatrix.workload.Workloads;
import org.criumatrix.zdtm.Flavour;

/**
 * What a scenario can do with its cell. Each step checks its phases and throws {@link PhaseFailure}
 * at the first that fails. The run of the cell releases all resources afterwards.
 */
public final class Rig {

  /** Begins the reason why a cell's other build dumps nothing. */
  public static final String CANNOT_DUMP = "the CRIU that dumps cannot do so here: ";

  private final CellEnvironment environment;
  private final Waits waits;
  private final Stopwatch stopwatch = new Stopwatch();
  private final Subjects subjects = new Subjects();
  private final SubjectLauncher launcher;
  private final Checkpoints checkpoints;
  private final Continuation continuation;
  private final Firewalls firewalls = new Firewalls();
  private final Map<String, Runnable> subChecks = new LinkedHashMap<>();
  private final Map<String, String> texts = new LinkedHashMap<>();
  private boolean changedHosts;
  private String about = "";
  private JobQueue queue;
  private Optional<CriuCaller> dumper = Optional.empty();

  /**
   * @param contexts one for each host
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
   * Makes every start fail at once with the error of this call, because CRIU ends before it looks
   * at any process.
   */
  public void refusedBy(Optional<CriuCall> call) {
    launcher.refusedBy(call, checkpoints::remember);
  }

  /** Makes a CRIU of another build, which is ready on the first host, the one that can dump. */
  public void dumpsBy(CriuCaller criu) {
    dumper = Optional.of(criu);
  }

  /** Starts a workload and waits until it has taken its first step. */
  public Subject start(String workload, String... args) {
    return start(false, workload, args);
  }

  /** Starts a workload as the job of a shell on a terminal of its own, see {@link #start}. */
  public Subject startOnTerminal(String workload, String... args) {
    return start(true, workload, args);
  }

  /** Starts a workload by {@code nohup} in a shell on a terminal. */
  public Subject startByNohup(String workload, String... args) {
    return start(true, Workloads.find(workload, List.of(args)).withNohup());
  }

  /** Starts a workload with more environment variables, see {@link #start}. */
  public Subject startWith(Map<String, String> environment, String workload, String... args) {
    return start(false, Workloads.find(workload, List.of(args)).with(environment));
  }

  /**
   * Starts a workload whose program or libraries are copies in its own folder, see {@link
   * NodeChanges}.
   *
   * @param part {@code program}; {@code library}: of a Python program
   */
  public Subject startInstalled(String part) {
    var workload = Workloads.find(part.equals("program") ? "threads" : "python", List.of());
    return start(false, new Installed(workload, part));
  }

  /**
   * Starts a workload in a namespace that exists.
   *
   * @param kind {@code net}
   * @param file of the namespace
   */
  public Subject startIn(String kind, String file, String workload, String... args) {
    return startUnder(List.of("nsenter", "--%s=%s".formatted(kind, file)), workload, args);
  }

  /** Starts a workload that has inherited a file, as descriptor 8. */
  public Subject startWithFile(String file, String workload, String... args) {
    var open = List.of("sh", "-c", "exec 8<\"$0\"; exec \"$@\"", file);
    return startUnder(open, workload, args);
  }

  /**
   * Starts a workload by another program, whose attributes it keeps.
   *
   * @param wrapper the program and its arguments
   */
  public Subject startUnder(List<String> wrapper, String workload, String... args) {
    return start(false, new Prefixed(Workloads.find(workload, List.of(args)), wrapper));
  }

  private Subject start(boolean terminal, String name, String... args) {
    return start(terminal, Workloads.find(name, List.of(args)));
  }

  private Subject start(boolean terminal, Workload workload) {
    CellEnvironment.requireAvailable(workload.unavailable(environment.first().host()));
    return launcher.start(environment.at(environment.first()), workload, terminal);
  }

  /** Starts an Open MPI job with a rank on each of two hosts. */
  public TwoHostJob startAcross(String program, String... args) {
    var here = environment.at(environment.first());
    var there = environment.at(environment.second());
    var job = MpiAcross.of(here.context(), there.context(), program, List.of(args));
    CellEnvironment.requireAvailable(job.unavailable(here.context().host()));
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
   * @param dumped the end that runs on the first host: {@code server}; otherwise the client
   */
  public Talk talkAcross(Conversation conversation, String dumped) {
    return talk(
        conversation,
        dumped,
        environment.at(environment.first()),
        environment.at(environment.second()));
  }

  /**
   * Starts a conversation between a container on its engine's network and the host outside.
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
   * Makes later workloads belong to another account than the one that calls CRIU, as on a batch
   * system.
   */
  public void asAnotherAccount() {
    environment.asAnotherAccount();
  }

  /**
   * Makes later workloads belong to an ordinary account other than CRIU's caller, even where that
   * caller cannot dump its processes directly.
   */
  public void asUnprivilegedUser() {
    environment.asUnprivilegedUser();
  }

  /** Puts later working folders on a network file system, which the first host serves to all. */
  public Share share(String kind) {
    return environment.share(kind);
  }

  /** Mounts a CVMFS repository. */
  public Mounted cvmfs() {
    return environment.cvmfs();
  }

  /** Puts later working folders on a volume of the host. */
  public void volume() {
    environment.volume();
  }

  /** Puts later containers on their engine's network, with an address of their own. */
  public void network() {
    environment.network();
  }

  /**
   * Selects how the runtime dumps and restores from now on: {@code engine}, {@code direct}, {@code
   * direct-prepared}.
   */
  public void checkpointsBy(String way) {
    if (way.equals("direct")) {
      checkpoints.callsDirectly();
    }
    environment.checkpointsBy(way);
  }

  /** Returns a word for many subjects of one program, which CRIU works on at the same time. */
  public Crowd crowd() {
    return new Crowd(this, subjects);
  }

  /** Waits until restored subjects continue. */
  void awaitProgress(List<Images> from) {
    continuation.awaitProgress(from);
  }

  /** Starts a workload and waits until it has taken its first step. */
  Subject start(Workload workload) {
    return start(false, workload);
  }

  /**
   * Makes a control group with limits for a subject, as a batch system does.
   *
   * @param version {@code v1}, {@code v2}
   */
  public ControlGroup controlGroup(String version) {
    return ControlGroup.make(this, version);
  }

  /** Returns a word for checkpoints in a row of this subject. */
  public Series series(Subject subject) {
    return new Series(this, subject);
  }

  /** Returns the queue of the batch system on the hosts. */
  public JobQueue queue() {
    return queue == null
        ? queue(BatchSystems.on(environment.contexts().stream().map(RuntimeContext::host).toList()))
        : queue;
  }

  /** Opens the queue of a batch system. */
  JobQueue queue(BatchSystem batchSystem) {
    queue = new JobQueue(this, batchSystem);
    environment.whenReleased(batchSystem::empty);
    return queue;
  }

  /** Returns the first host's GPUs. */
  public Gpus gpus() {
    return new Gpus(environment, waits);
  }

  /** Returns the checks of what this cell requires and not every host has. */
  public Needs needs() {
    return new Needs(environment);
  }

  /**
   * Checks that {@code criu cpuinfo} predicts the result of a move from the first host to the
   * second.
   */
  public void predicts(boolean worked, String... options) {
    Processors.predict(environment.first(), environment.second(), worked, List.of(options));
  }

  /**
   * Declares before the dump what will be done with the images, for which advice differs.
   *
   * @param plans names of {@link Plan}
   */
  public void plans(String... plans) {
    List.of(plans).forEach(p -> checkpoints.plans(Plan.find(p).orElseThrow()));
  }

  /** Dumps a subject's memory ahead of a dump of later changes; the subject must continue. */
  public Images preDump(Subject subject, String... options) {
    var images = checkpoints.preDump(subject, List.of(options));
    continuation.awaitProgress(List.of(images));
    return images;
  }

  /**
   * Returns a kernel object of native/objects.
   *
   * @param name of a case of the row {@code objects}
   */
  public KernelObject object(String name) {
    return new KernelObject(this, ObjectCase.find(name));
  }

  /** Returns an application of the folder {@code applications}. */
  public ProgramCase application(String name) {
    return ApplicationCase.of(this, name);
  }

  /**
   * Returns one of CRIU's own tests.
   *
   * @param name in cases, {@code env00}, {@code transition-fork}
   * @param flavour zdtm.py's word for where it runs: {@code h}, {@code ns}, {@code uns}
   */
  public ZdtmCase zdtm(String name, String flavour) {
    return ZdtmCase.of(this, name, Flavour.of(flavour));
  }

  /** Keeps a text as evidence, in a file of this name. */
  void keep(String file, String text) {
    texts.put(file, text);
  }

  /** Returns the texts to keep as evidence: file → text. */
  public Map<String, String> texts() {
    var all = new LinkedHashMap<>(texts);
    jobs().map(JobQueue::artifacts).ifPresent(all::putAll);
    return all;
  }

  /** Returns an application of the folder {@code applications} as a batch job. */
  public ProgramJob applicationJob(String name) {
    return new ProgramJob(this, ApplicationCase.find(this, name));
  }

  /** Returns a program that the suite knows nothing of. */
  public ProgramCase program(Program program) {
    return new ProgramCase(this, program);
  }

  /** Does what somebody else does to a subject's kernel object while it is dumped. */
  void meanwhile(Subject subject, String object) {
    KernelObjects.meanwhile(subjects.of(subject).context(), subject, object);
  }

  /** Dumps a subject, which must continue. */
  public Images dumpLeavingRunning(Subject subject, String... options) {
    var images = checkpoints.dumpLeavingRunning(subject, List.of(options));
    continuation.awaitProgress(List.of(images));
    return images;
  }

  /** Dumps a subject, whose processes must be stopped afterwards, and lets them continue. */
  public void dumpLeavingStopped(Subject subject, String... options) {
    var images = checkpoints.dumpLeavingStopped(subject, List.of(options));
    effects().requireStopped(subject);
    subject.resume();
    continuation.awaitProgress(List.of(images));
  }

  /** Dumps a subject and checks that its whole tree is gone. */
  public Images dump(Subject subject, String... options) {
    return checkpoints.dump(subject, List.of(options));
  }

  /**
   * Dumps a subject by the other build of the cell, see {@code Case.dumper}, and checks that its
   * whole tree is gone.
   *
   * @throws Unavailable when that build fails to dump: it says nothing about the cell's build
   */
  public Images dumpByOther(Subject subject, String... options) {
    try {
      return checkpoints.dumpBy(dumper.orElseThrow(), subject, List.of(options));
    } catch (PhaseFailure e) {
      if (e.phase() == Phase.DUMP) {
        throw new Unavailable(CANNOT_DUMP + e.failure().text());
      }
      throw e;
    }
  }

  /** Dumps a subject whose memory goes directly to a page server on the second host. */
  public Images dumpOverPageServer(Subject subject, String... options) {
    var server = PageServer.on(environment.second(), checkpoints.nextFolder(), waits.start());
    try {
      return checkpoints.dump(subject, List.of(options), server.options());
    } finally {
      checkpoints.remember(server.end());
    }
  }

  /** Returns a page server on the first host, for dumps of this host. */
  public LocalPageServer pageServer() {
    return new LocalPageServer(environment, checkpoints, waits);
  }

  /** Makes certificates for a page server and its client. */
  public TlsFiles tlsFiles() {
    return TlsFiles.make(environment.first(), waits);
  }

  /**
   * Writes configuration files for CRIU.
   *
   * @param files {@code home}, in the caller's home; {@code environment}, named by an environment
   *     variable; {@code config}, named by an option → what it has
   * @return the options that each call needs
   */
  public String[] configFiles(Map<String, String> files) {
    var folder = folder("config");
    var options = new ArrayList<String>();
    files.forEach(
        (which, text) -> {
          var file = write("%s/%s".formatted(folder, which), text + "\n");
          switch (which) {
            case "home" -> {
              write(folder("config/.criu") + "/default.conf", text + "\n");
              environment.addToCriu(List.of(), Map.of("HOME", folder));
            }
            case "environment" ->
                environment.addToCriu(List.of(), Map.of("CRIU_CONFIG_FILE", file));
            default -> options.addAll(List.of("--config", file));
          }
        });
    return options.toArray(String[]::new);
  }

  /** Dumps several subjects, one after the other. */
  public List<Images> dump(List<Subject> several, String... options) {
    return several.stream().map(s -> dump(s, options)).toList();
  }

  /** Requests a dump that CRIU must refuse for this reason; the subject must continue. */
  public void refusesToDump(Subject subject, String reason, String... options) {
    continuation.awaitProgress(
        List.of(checkpoints.requireRefusal(subject, reason, List.of(options))));
  }

  /**
   * Asks for a dump during which something goes wrong: CRIU must fail, and the subject must
   * continue unharmed or come to its regular end.
   */
  public void failsToDump(Subject subject, Fault fault, String... options) {
    requireUnharmed(checkpoints.requireFailedDump(subject, fault, List.of(options)));
  }

  /** Asks for a dump of memory alone that must fail, see {@link #failsToDump}. */
  public void failsToPreDump(Subject subject, Fault fault, String... options) {
    requireUnharmed(checkpoints.requireFailedPreDump(subject, fault, List.of(options)));
  }

  private void requireUnharmed(Images from) {
    if (Aftermath.requireUnharmed(from, waits)) {
      continuation.awaitProgress(List.of(from));
    }
  }

  /**
   * Asks for a restore during which something goes wrong: CRIU must fail, and nothing of the
   * subject may be left, so that a later restore can bring it back.
   */
  public void failsToRestore(Images from, Fault fault, String... options) {
    checkpoints.requireFailedRestore(from, fault, List.of(options));
  }

  /** Returns what can go wrong while CRIU works. */
  public Faults faults() {
    return new Faults(environment, waits);
  }

  /** Returns a word for the questions that {@code criu check} answers. */
  public KernelChecks kernelChecks() {
    return new KernelChecks(environment, checkpoints);
  }

  /** Returns the checks that an option of CRIU has done what it is for. */
  public Effects effects() {
    return new Effects(environment, checkpoints, waits);
  }

  /**
   * Returns a word for commands in the namespaces of a subject.
   *
   * @param kinds options of nsenter, {@code --mount}
   */
  public Inside inside(Subject subject, String... kinds) {
    var enter = new ArrayList<>(List.of("nsenter", "-t", String.valueOf(subject.pid())));
    enter.addAll(List.of(kinds));
    return new Inside(subject.host(), enter);
  }

  /** Returns a word for the list of a subject's mounts, as the host sees it. */
  public Inside mounts(Subject subject) {
    return new Inside(
        subject.host(), List.of("cat", "/proc/%d/mountinfo".formatted(subject.pid())));
  }

  /** Returns the working folder of a subject. */
  public String workingFolder(Subject subject) {
    return subject.folder();
  }

  /** Returns the folder that {@link #volume} has made. */
  public String volumeFolder() {
    return environment.first().working();
  }

  /** Returns a word for commands on the first host. */
  public Inside outside() {
    return new Inside(environment.first().host(), List.of());
  }

  /** Makes a folder for CRIU on the first host. */
  public String folder(String name) {
    return environment.first().mkdir(name);
  }

  /** Writes a file for CRIU on the first host. */
  public String write(String file, String text) {
    var here = environment.first();
    here.host().write(file, text.getBytes(StandardCharsets.UTF_8), here.owner("0644"));
    return file;
  }

  /** Returns what can change on the subjects' hosts. */
  public NodeChanges node() {
    return new NodeChanges(environment, subjects, waits);
  }

  /**
   * Checks that all dumps together have at least this many bytes in images of this name: otherwise
   * the case would test something else.
   *
   * @throws IllegalStateException otherwise: the suite's fault
   */
  public void expectsInImages(String name, long bytes) {
    checkpoints.expectsInImages(name, bytes);
  }

  /**
   * Checks that a subject has another address than it was given: otherwise the case would test
   * something else.
   *
   * @throws IllegalStateException otherwise: the suite's fault
   */
  public void expectsAnotherAddress(Subject subject) {
    Moves.expectsAnotherAddress(subject, subjects.of(subject).context());
  }

  /**
   * Restores a subject and checks that its whole tree is there again and continues from the dump.
   */
  public void restore(Images from, String... options) {
    restore(List.of(from), options);
  }

  /**
   * Dumps a subject by a CRIU that another program starts, see {@link #restoreUnder}.
   *
   * @param wrapper the program and its arguments
   */
  public Images dumpUnder(List<String> wrapper, Subject subject, String... options) {
    return checkpoints.dumpUnder(wrapper, subject, List.of(options));
  }

  /**
   * Restores a subject by a CRIU that another program starts, whose attributes it hands on.
   *
   * @param wrapper the program and its arguments, {@code taskset 1}
   */
  public void restoreUnder(List<String> wrapper, Images from, String... options) {
    checkpoints.restore(from, List.of(options), wrapper);
    continuation.awaitLife(from);
    continuation.awaitProgress(List.of(from));
  }

  /** Restores several subjects, one after the other; then all of them must continue. */
  public void restore(List<Images> from, String... options) {
    checkpoints.restore(from, List.of(options));
    firewalls.open();
    continuation.awaitProgress(from);
  }

  /**
   * Locks the network as an operator would: until the next restore is over, the hosts' firewalls
   * let no TCP in, so no kernel sends a reset on behalf of a missing process.
   */
  public void blockTraffic() {
    environment.contexts().forEach(this::blockTraffic);
  }

  private void blockTraffic(RuntimeContext context) {
    firewalls.blockTraffic(context.host(), environment.withinHosts());
  }

  /**
   * Loses subjects as if their machine had failed: kills them and resets their files to the dump.
   */
  public void lose(List<Images> images) {
    images.forEach(i -> subjects.end(i.subject(), waits.settle()));
    images.forEach(i -> Rewind.back(i.subject()));
  }

  /** Kills a subject that was left running, and leaves its files as they are. */
  public void end(Subject subject) {
    subjects.end(subject, waits.settle());
  }

  /** Moves images, and the files that belong to them, to the second host. */
  public Images moved(Images what) {
    return moved(what, checkpoints.folders(what));
  }

  /** Moves images and the subject's output to the second host, but not its working files. */
  public Images movedAlone(Images what) {
    return moved(what, List.of(what.folder(), what.subject().stdout(), what.subject().stderr()));
  }

  private Images moved(Images what, List<String> paths) {
    // The negative control chooses PIDs there, which could collide with the next cell's.
    changedHosts = true;
    var to = environment.second();
    Moves.folders(subjects.of(what.subject()).context(), to, paths);
    subjects.move(what.subject(), to);
    return what;
  }

  /**
   * Moves a subject to the second host by lazy pages: it continues there while its memory still
   * arrives from the first host. No process of it may be left on the first host in the end.
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
   * Moves the first host's addresses to the second, which keeps its own too. The second host's
   * firewall stays closed until the restore, because its kernel would answer with resets.
   */
  public void moveAddresses() {
    changedHosts = true;
    blockTraffic(environment.second());
    Moves.addresses(environment.first(), environment.second());
  }

  /** Lets a subject run to its end. */
  public Finished finish(Subject subject) {
    return continuation.finish(List.of(subject)).get(0);
  }

  /** Lets both ends of a conversation run to their end. */
  public FinishedTalk finish(Talk talk) {
    return new FinishedTalk(continuation.finish(talk.all()));
  }

  /**
   * Registers a sub-check. It runs after the scenario, no matter how that ended, and does not
   * change the verdict.
   */
  public void afterwards(String check, Runnable body) {
    subChecks.put(check, body);
  }

  /**
   * Returns the folder above a subject's working folder, {@code work}, for changes while the
   * subject is dumped.
   */
  public RigFiles filesOf(Subject subject) {
    return new RigFiles(subject.host(), subject.home());
  }

  /** Sets whether each dump copies the subject's files, for a second restore and {@link #lose}. */
  public void keepFilesAtDump(boolean yes) {
    checkpoints.keepFiles(yes);
  }

  /** Releases the resources of subjects that have ended. */
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

  /** Returns whether the scenario itself changed the hosts, so that no other cell may use them. */
  public boolean changedHosts() {
    return changedHosts;
  }

  public void changesHosts() {
    changedHosts = true;
  }

  /** Returns the queue that the scenario has opened. */
  public Optional<JobQueue> jobs() {
    return Optional.ofNullable(queue);
  }

  /** Records what the cell's program is, a part of a sentence. */
  void about(String program) {
    about = program;
  }

  /** Returns the kernel object whose properties a subject has compared, or what its program is. */
  public CheckedObject checkedObject() {
    return about.isEmpty()
        ? KernelObjects.checked(subjects.all())
        : new CheckedObject(about, List.of());
  }

  public List<Subject> subjects() {
    return subjects.all();
  }

  public Map<String, Runnable> subChecks() {
    return subChecks;
  }

  /**
   * Waits for a subject that ends by itself, for instance because its other end was dumped. What
   * comes of it is for the next phases to find.
   */
  public void letEnd(Subject subject) {
    subject.awaitEnd(waits().progress());
  }

  public Waits waits() {
    return waits;
  }

  public Stopwatch stopwatch() {
    return stopwatch;
  }
}

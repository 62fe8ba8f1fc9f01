package org.criumatrix.rig;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.criumatrix.host.Host;
import org.criumatrix.matrix.Phase;
import org.criumatrix.privilege.Account;
import org.criumatrix.runtime.CriuCall;
import org.criumatrix.runtime.Place;
import org.criumatrix.runtime.Runtime;
import org.criumatrix.share.Cvmfs;
import org.criumatrix.share.NetworkFileSystems;
import org.criumatrix.workload.Golden;
import org.criumatrix.workload.Subject;
import org.criumatrix.workload.Workloads;

/**
 * A cell made real, in a scenario's words. Each step checks its phases and throws {@link
 * PhaseFailure} at the first that fails; whatever it made is released by the {@link CellRun} around
 * it.
 */
public final class Rig {

  private final List<Place> places;
  private Runtime runtime;
  private final Waits waits;
  private final Cast cast = new Cast();
  private final Starts starts;
  private final Continuation continuation;
  private final List<Runnable> releases = new ArrayList<>();
  private final List<CriuCall> calls = new ArrayList<>();
  private final Map<String, Runnable> later = new LinkedHashMap<>();
  private final List<Firewall> firewalls = new ArrayList<>();
  private boolean keepFiles;
  private boolean changedHosts;
  private final Set<Host> still = new LinkedHashSet<>();
  private Images images;
  private List<String> dumpOptions = List.of();
  private List<String> restoreOptions = List.of();

  /**
   * @param places one on each host
   */
  Rig(List<Place> places, Runtime runtime, Golden golden, String hostName, Waits waits) {
    this.places = new ArrayList<>(places);
    this.runtime = runtime;
    this.waits = waits;
    this.starts = new Starts(() -> this.runtime, golden, hostName, waits, cast);
    this.continuation = new Continuation(cast, waits);
  }

  /** Starts a workload and waits until it has taken its first step. */
  public Subject start(String workload, String... args) {
    return start(false, workload, args);
  }

  /** As {@link #start}, as the job of a shell on a terminal of its own. */
  public Subject startOnTerminal(String workload, String... args) {
    return start(true, workload, args);
  }

  private Subject start(boolean terminal, String name, String... args) {
    var workload = Workloads.find(name, List.of(args));
    workload.unavailable(place().host()).ifPresent(Rig::unavailable);
    return starts.start(place(), workload, terminal);
  }

  /** One more of the same, for a sub-check that needs a run of its own. */
  Subject startAgain(Subject subject) {
    return starts.again(subject);
  }

  /** Starts both ends of a conversation on this host, and waits until each has taken a step. */
  public Talk talk(Conversation conversation) {
    return talk(conversation, place(), place());
  }

  /**
   * Starts a conversation between two hosts.
   *
   * @param dumped the end that is on the first of them: {@code server}; else the client is
   */
  public Talk talkAcross(Conversation conversation, String dumped) {
    return dumped.equals("server")
        ? talk(conversation, places.get(0), places.get(1))
        : talk(conversation, places.get(1), places.get(0));
  }

  private Talk talk(Conversation conversation, Place serverPlace, Place clientPlace) {
    watchFirewalls();
    return starts.talk(conversation, place(), serverPlace, clientPlace);
  }

  /**
   * From here on workloads belong to another account than CRIU's caller expects: a batch system's
   * situation.
   */
  public void asAnotherAccount() {
    place().privilege().unavailableForOthers(place().host()).ifPresent(Rig::unavailable);
    places.replaceAll(p -> p.withAccount(Account.ORDINARY));
  }

  /**
   * From here on working folders are on a network file system, which the first host serves to all.
   */
  public Share share(String kind) {
    var fileSystem = NetworkFileSystems.find(kind);
    places.forEach(p -> fileSystem.unavailable(p.host()).ifPresent(Rig::unavailable));
    var share = Share.of(fileSystem, places);
    releases.add(share::close);
    places.replaceAll(p -> p.withWorking(share.folder()));
    return share;
  }

  /** A repository of CVMFS. */
  public Mounted cvmfs() {
    Cvmfs.unavailable(place().host()).ifPresent(Rig::unavailable);
    var mounted = new Mounted(places, Cvmfs::mount);
    releases.add(mounted::close);
    return mounted;
  }

  /**
   * From here on the runtime dumps and restores in this way: {@code engine}, {@code direct}, {@code
   * direct-prepared}.
   */
  public void checkpointsBy(String way) {
    runtime = runtime.by(way);
  }

  /**
   * From here on workloads belong to an ordinary account that has nothing to do with CRIU's caller,
   * even where that cannot dump its processes as they are.
   */
  public void asSomebodysJob() {
    places.replaceAll(p -> p.withAccount(Account.ORDINARY));
  }

  /** From here on working folders are on a volume of the host's. */
  public void volume() {
    var volume = place().mkdir("volume");
    places.replaceAll(p -> p.withWorking(volume));
  }

  /** From here on no rule of CRIU's may stay, and none of anybody else's may change. */
  private void watchFirewalls() {
    if (firewalls.isEmpty()) {
      places.stream()
          .map(Place::host)
          .filter(host -> host.facts().root())
          .forEach(host -> firewalls.add(Firewall.watch(host)));
    }
  }

  /** The cell is about one of CRIU's ways to keep a connection still: {@code nftables}. */
  public void needsLock(String backend) {
    NetworkLocks.unavailable(place(), backend).ifPresent(Rig::unavailable);
  }

  /** Dumps it and checks that all of it is gone. */
  public Images dump(Subject subject, String... options) {
    var place = cast.of(subject).place();
    var tree = subject.tree();
    var call = called(dumped(place, subject, options));
    if (!call.exit().good()) {
      throw new PhaseFailure(Phase.DUMP, Errors.of(call));
    }
    var left =
        Waits.until(
            waits.settle(), () -> Trees.alive(tree, place.host().processes()), List::isEmpty);
    if (!left.isEmpty()) {
      throw new PhaseFailure(Phase.GONE, "still there after the dump: " + left.get(0));
    }
    if (keepFiles) {
      Rewind.keep(subject);
    }
    // Counted now and not before the dump: a step that it took until it was frozen is no progress
    // of a restored one.
    images = new Images(call.images(), subject, tree, subject.steps());
    dumpOptions = List.of(options);
    return images;
  }

  private CriuCall dumped(Place place, Subject subject, String... options) {
    var folder = place.mkdir("images" + calls.size());
    return runtime.dump(place, subject, folder, List.of(options));
  }

  /** Dumps one after the other. */
  public List<Images> dump(List<Subject> several, String... options) {
    return several.stream().map(s -> dump(s, options)).toList();
  }

  /** Asks for a dump that CRIU must refuse, for this reason, and leave the subject unharmed. */
  public void refusesToDump(Subject subject, String reason, String... options) {
    var call = called(dumped(cast.of(subject).place(), subject, options));
    if (call.exit().good()) {
      throw new PhaseFailure(Phase.DUMP, "dumped without a word, not refused");
    }
    if (!call.log().contains(reason)) {
      throw new PhaseFailure(Phase.DUMP, Errors.of(call));
    }
    continuation.goesOn(List.of(new Images(call.images(), subject, List.of(), subject.steps())));
  }

  /**
   * All dumps together must have at least so much in images of this name, or the case is not about
   * what it says.
   *
   * @throws IllegalStateException otherwise: the suite's fault
   */
  public void expectsInImages(String name, long bytes) {
    var there =
        calls.stream()
            .filter(c -> c.action().equals("dump"))
            .flatMap(c -> c.host().list(c.images()).entrySet().stream())
            .filter(e -> e.getKey().startsWith(name))
            .mapToLong(Map.Entry::getValue)
            .sum();
    if (there < bytes) {
      throw new IllegalStateException(
          "%s* have %d bytes, and %d are needed".formatted(name, there, bytes));
    }
  }

  /** Restores it and checks that all of it is there again and goes on from where it was. */
  public void restore(Images from, String... options) {
    restore(List.of(from), options);
  }

  /** Restores one after the other; then all of them must go on. */
  public void restore(List<Images> from, String... options) {
    bringBack(from, options);
    still.forEach(Firewall::open);
    still.clear();
    continuation.goesOn(from);
  }

  /**
   * An operator's own lock: until the next restore is over, the hosts' firewalls let no TCP in, and
   * nobody answers for a process that is not there with a reset.
   */
  public void keepStill() {
    places.forEach(this::keepStill);
  }

  private void keepStill(Place place) {
    if (still.add(place.host())) {
      Firewall.close(place.host(), places.size() == 1);
    }
  }

  private void bringBack(List<Images> from, String... options) {
    restoreOptions = List.of(options);
    for (var each : from) {
      var place = cast.of(each.subject()).place();
      var call = called(runtime.restore(place, each.subject(), each.folder(), List.of(options)));
      if (!call.exit().good()) {
        throw new PhaseFailure(Phase.RESTORE, Errors.of(call));
      }
      var now = place.host().processes();
      var missing =
          each.subject().renumbered()
              ? Trees.missingByName(each.tree(), each.subject().tree())
              : Trees.missing(each.tree(), now);
      missing.ifPresent(text -> throwMissing(each.subject(), text));
    }
  }

  /** One that came back, looked around and gave up was there. */
  private static void throwMissing(Subject subject, String text) {
    var complaint = subject.transcript().complaint();
    throw complaint.isPresent()
        ? new PhaseFailure(Phase.PROGRESS, complaint.get())
        : new PhaseFailure(Phase.ALIVE, text);
  }

  /** They are lost, as with the machine that they were on: killed, their files as at the dump. */
  public void loses(List<Images> these) {
    these.forEach(i -> i.subject().kill(waits.settle()));
    these.forEach(i -> Rewind.back(i.subject()));
  }

  /** Takes images, and the files that go with them, to the second host. */
  public Images moved(Images what) {
    // The control chooses PIDs there, which the next cell's could meet.
    changedHosts = true;
    var from = cast.of(what.subject()).place();
    var to = places.get(1);
    var folders = new ArrayList<>(List.of(what.subject().home(), what.folder()));
    if (keepFiles) {
      folders.addAll(Rewind.kept(what.subject()));
    }
    Moves.folders(from, to, folders);
    cast.moves(what.subject(), to);
    return what;
  }

  /**
   * The first host's addresses become the second one's, beside its own, which keeps still until
   * what belongs to them is restored there: it would answer with a reset.
   */
  public void moveAddresses() {
    changedHosts = true;
    keepStill(places.get(1));
    Moves.addresses(places.get(0), places.get(1));
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
    later.put(check, body);
  }

  /**
   * The folder above a subject's working folder, {@code work}, to be changed while the subject is
   * not there.
   */
  public RigFiles filesOf(Subject subject) {
    return new RigFiles(subject.host(), subject.home());
  }

  private CriuCall called(CriuCall call) {
    calls.add(call);
    return call;
  }

  private static void unavailable(String reason) {
    throw new Unavailable(reason);
  }

  /** Gives back what subjects stood on, when none is there any more. */
  void release() {
    subjects().forEach(s -> runtime.release(cast.of(s).place(), s));
    releases.forEach(Runnable::run);
  }

  /** On the first host, where there are more. */
  Place place() {
    return places.get(0);
  }

  List<Place> places() {
    return List.copyOf(places);
  }

  /** What is watched of the hosts' firewalls; nothing where no connection is made. */
  List<Firewall> firewalls() {
    return List.copyOf(firewalls);
  }

  /** Whether the scenario itself left the hosts' networks otherwise than it found them. */
  boolean changedHosts() {
    return changedHosts;
  }

  List<CriuCall> calls() {
    return List.copyOf(calls);
  }

  List<Subject> subjects() {
    return cast.subjects();
  }

  Map<String, Runnable> later() {
    return later;
  }

  /** The last dump, with the options to repeat it; empty when none went well. */
  Optional<Images> images() {
    return Optional.ofNullable(images);
  }

  String[] dumpOptions() {
    return dumpOptions.toArray(String[]::new);
  }

  String[] restoreOptions() {
    return restoreOptions.toArray(String[]::new);
  }

  /**
   * Whether a dump is followed by a copy of the subject's files, for {@link #rewindFiles} and
   * {@link #loses}.
   */
  public void keepFilesAtDump(boolean yes) {
    keepFiles = yes;
  }

  /** Makes the subject's files what they were at the last dump that kept them. */
  void rewindFiles(Subject subject) {
    Rewind.back(subject);
  }

  /** How long uninterrupted runs took, which is not the cell's time. */
  long goldenNanos() {
    return starts.goldenNanos();
  }

  Waits waits() {
    return waits;
  }
}

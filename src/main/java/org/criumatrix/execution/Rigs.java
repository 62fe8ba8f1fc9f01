package org.criumatrix.execution;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.criumatrix.account.LaneTime;
import org.criumatrix.cell.GpuFacts;
import org.criumatrix.cell.Waits;
import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.criu.CriuBuild;
import org.criumatrix.host.Architecture;
import org.criumatrix.host.Facts;
import org.criumatrix.host.HostException;
import org.criumatrix.host.HostKind;
import org.criumatrix.matrix.Caller;
import org.criumatrix.matrix.Profile;
import org.criumatrix.privilege.Privilege;
import org.criumatrix.rig.Rig;
import org.criumatrix.verdict.Outcome;
import org.criumatrix.verdict.Verdict;
import org.criumatrix.workload.Golden;

/** Runs cells, one after the other or in parallel, and returns their outcomes. */
public final class Rigs implements AutoCloseable {

  private final Sessions sessions;
  private final Path workloads;
  private final Golden golden = new Golden();
  private final Waits waits;
  private final boolean checks;
  private final LaneTime time;
  private final Map<Architecture, Programs> foreign = new ConcurrentHashMap<>();
  private volatile List<CriuBuild> dumpers = List.of();
  private volatile Caller caller = Caller.COMMAND;
  private volatile Optional<Profile> profile = Optional.empty();

  /**
   * @param workloads the local folder of built workloads and the agent
   * @param checks whether sub-checks are run as well (second restore, second dump)
   * @param time is charged with the work around cells
   */
  public Rigs(Path workloads, Waits waits, boolean checks, LaneTime time) {
    this.sessions = new Sessions(workloads, time);
    this.workloads = workloads;
    this.waits = waits;
    this.checks = checks;
    this.time = time;
  }

  /**
   * Returns the library that makes a host look as if it ignored breakpoints; it is not built for
   * every processor.
   */
  public static Path breakpointMask(Path workloads) {
    return workloads.resolve(BreakpointTrial.MASK);
  }

  /** Makes all hosts ignore hardware breakpoints from now on, as some hypervisors do. */
  public void maskBreakpoints() {
    sessions.maskBreakpoints();
  }

  /** Makes cells call CRIU in this way from now on. */
  public void callBy(Caller by) {
    caller = by;
    sessions.callBy(by);
  }

  /** Makes cells call CRIU with the options of a profile from now on. */
  public void use(Profile options) {
    profile = Optional.of(options);
  }

  /** Makes builds known by which scenarios may dump. */
  public void dumpBy(List<CriuBuild> builds) {
    dumpers = List.copyOf(builds);
  }

  /** Makes programs of another architecture known, before cells run on its hosts. */
  public void put(Programs programs) {
    foreign.put(programs.architecture(), programs);
    sessions.put(programs.architecture(), programs.workloads());
  }

  /** A point of the axes, as the objects that the values stand for. */
  public record Point(HostKind host, CriuBuild build, Privilege privilege, Runtime runtime) {}

  /**
   * Runs a scenario on a point. Failures of the scenario or of CRIU are not thrown; they become the
   * outcome.
   *
   * @param evidence local folder for logs and outputs; created if it is missing
   */
  public CellResult run(Point point, Path evidence, Scenario scenario) {
    var kind = point.host().granting(scenario.grant());
    var reason = kind.unavailable();
    if (reason.isEmpty() && scenario.hosts() > 1) {
      reason = point.host().pairUnavailable();
    }
    if (reason.isEmpty()) {
      reason = point.runtime().lacking();
    }
    if (reason.isEmpty() && point.runtime().distribution().isPresent()) {
      reason = point.host().distributionsUnavailable();
    }
    if (reason.isEmpty() && caller != Caller.COMMAND && !point.runtime().callsCriuPlainly()) {
      reason = Optional.of(point.runtime().name() + " calls CRIU in its own way");
    }
    if (reason.isEmpty() && profile.isPresent() && !point.runtime().callsCriuPlainly()) {
      reason = Optional.of(point.runtime().name() + " chooses the options of CRIU itself");
    }
    if (reason.isEmpty()) {
      reason = point.build().whyNot();
    }
    var programs = Optional.ofNullable(foreign.get(kind.architecture()));
    var build =
        programs.map(p -> p.build(point.build())).orElseGet(() -> Optional.of(point.build()));
    if (reason.isEmpty() && build.isEmpty()) {
      reason = programs.map(p -> p.lacks(point.build()));
    }
    var dumper =
        programs.map(Programs::builds).orElse(dumpers).stream()
            .filter(b -> b.version().equals(scenario.dumper()))
            .findFirst();
    if (reason.isEmpty() && dumper.isEmpty() && !scenario.dumper().isEmpty()) {
      reason = Optional.of("there is no CRIU " + scenario.dumper() + " here, which has to dump");
    }
    if (reason.isPresent()) {
      return CellResult.without(Outcome.unavailable(reason.get()));
    }
    var key =
        new Sessions.Key(
            kind,
            scenario.hosts(),
            build.orElseThrow(),
            point.privilege(),
            point.runtime().distribution().map(root -> point.runtime()),
            dumper);
    Session session;
    try {
      session = sessions.borrow(key);
    } catch (HostException e) {
      failed(point.host(), evidence);
      return CellResult.without(Outcome.broken("the host cannot be made ready: " + e.getMessage()));
    }
    var unavailable =
        session.unavailable().or(() -> point.runtime().unavailable(session.hosts().get(0).host()));
    if (unavailable.isPresent()) {
      sessions.giveBack(key, session);
      return CellResult.without(Outcome.unavailable(unavailable.get()));
    }
    var account = point.privilege().account();
    var scaledWaits = waits.times(point.host().machine().timeoutFactor());
    var contexts = session.hosts().stream().map(s -> s.context(account)).toList();
    var rig = new Rig(contexts, point.runtime(), golden, point.host().name(), scaledWaits, time);
    rig.checkpoints().holdings().calledBy(caller);
    profile.ifPresent(rig.checkpoints()::use);
    session.dumper().ifPresent(d -> rig.dumpsBy(d.criu()));
    // Where another build dumps, a CRIU that cannot start fails at the restore.
    if (point.runtime().callsCriuPlainly() && session.dumper().isEmpty()) {
      rig.refusedBy(session.hosts().get(0).refusal());
    }
    var run = new CellRun(session, rig, evidence, checks, time);
    var result = run.run(scenario);
    if (run.reusable()) {
      sessions.giveBack(key, session);
    } else {
      sessions.close(session);
    }
    if (result.outcome().verdict() == Verdict.BROKEN) {
      failed(point.host(), evidence);
    }
    return result;
  }

  /** Handles the failure of a host: no session that was open on this kind of host is used again. */
  private void failed(HostKind host, Path evidence) {
    try {
      host.failed(evidence);
    } catch (HostException e) {
      // The cell is broken anyway, and the next host that is opened reports the problem.
      return;
    } finally {
      sessions.drop(host);
    }
  }

  /** Returns the facts about a kind of host; empty when it is unavailable here. */
  public Optional<Facts> facts(HostKind kind) {
    if (kind.machine() != kind || kind.unavailable().isPresent()) {
      return Optional.empty();
    }
    try (var host = kind.open(Map.of())) {
      return Optional.of(host.facts().with(GpuFacts.of(host, workloads)));
    }
  }

  @Override
  public void close() {
    sessions.close();
  }

  /** A test method, played with a rig. */
  @FunctionalInterface
  public interface Scenario {
    void play(Rig rig) throws Throwable;

    /** Returns how many hosts it needs, 1 or 2. */
    default int hosts() {
      return 1;
    }

    /** Returns whether a cell that works is followed by a second restore and a second dump. */
    default boolean isTriedAgain() {
      return true;
    }

    /** Returns the version of the CRIU that dumps; empty: the cell's. */
    default String dumper() {
      return "";
    }

    /** Returns the grant of a container that is its host; empty where the host is no container. */
    default String grant() {
      return "";
    }
  }
}

package org.criumatrix.execution;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.criumatrix.account.LaneTime;
import org.criumatrix.cell.Holdings;
import org.criumatrix.cell.PhaseFailure;
import org.criumatrix.cell.PreparedHost;
import org.criumatrix.cell.Stopwatch;
import org.criumatrix.cell.Unavailable;
import org.criumatrix.cell.Waits;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.host.HostException;
import org.criumatrix.matrix.CheckedObject;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.matrix.Phase;
import org.criumatrix.rig.Rig;
import org.criumatrix.rpc.NotByRpcException;
import org.criumatrix.verdict.Failure;
import org.criumatrix.verdict.Harm;
import org.criumatrix.verdict.Outcome;
import org.criumatrix.verdict.Outcome.Measured;
import org.criumatrix.verdict.Survival;
import org.criumatrix.verdict.Verdict;

/** Runs one cell, from its first process to the removal of its last file. */
public final class CellRun {

  /**
   * How the scenario ended.
   *
   * @param phase the phase that failed; null if the end is not a finding about CRIU
   * @param left what the failure left of the subjects
   */
  private record Ending(Verdict verdict, Phase phase, Failure error, Survival left) {

    Ending(Verdict verdict, Phase phase, Failure error) {
      this(verdict, phase, error, Survival.UNKNOWN);
    }

    boolean isWell() {
      return verdict == Verdict.WORKS || verdict == Verdict.REFUSES;
    }

    Harm harm() {
      return Harm.of(verdict, phase, error == null ? null : error.id(), left);
    }
  }

  private final Session session;
  private final Rig rig;
  private final Evidence evidence;
  private final boolean checks;
  private final LaneTime time;
  private boolean reusable = true;
  private CheckedObject object = CheckedObject.NONE;

  CellRun(Session session, Rig rig, Path evidence, boolean checks, LaneTime time) {
    this.session = session;
    this.rig = rig;
    this.evidence = new Evidence(evidence);
    this.checks = checks;
    this.time = time;
  }

  /** Returns whether the session may serve another cell: it was cleaned and its host answers. */
  boolean reusable() {
    return reusable;
  }

  CellResult run(Rigs.Scenario scenario) {
    var stopwatch = rig.stopwatch();
    stopwatch.enter(Stopwatch.PREPARE);
    List<KernelWatch> kernels;
    try {
      kernels = session.hosts().stream().map(s -> new KernelWatch(s.host())).toList();
      rig.environment().contexts().forEach(p -> p.host().mkdir(p.folder(), p.owner("0755")));
    } catch (HostException e) {
      reusable = false;
      return CellResult.without(Outcome.broken(e.getMessage()));
    }
    rig.checkpoints().keepFiles(checks && scenario.isTriedAgain());
    var ending = play(scenario);
    stopwatch.enter(Stopwatch.EVIDENCE);
    var calls = rig.checkpoints().calls();
    var held = rig.checkpoints().holdings();
    var found = new LinkedHashMap<String, String>();
    Measured measured;
    List<String> kernelLog;
    try {
      var seen = evidence.measure(calls, found);
      measured = rig.jobs().map(jobs -> seen.withStepsLost(jobs.lost())).orElse(seen);
      evidence.keep(rig, calls);
      object = rig.checkedObject();
      if (checks && ending.verdict() != Verdict.UNAVAILABLE) {
        var again = ending.verdict() == Verdict.WORKS && scenario.isTriedAgain();
        found.putAll(
            stopwatch.without(() -> time.spend("sub-checks", () -> SubChecks.run(rig, again))));
        evidence.keepLogs(rig.checkpoints().calls(), calls.size());
      }
      stopwatch.enter(Phase.CLEAN);
      ending = clean(ending, found);
      stopwatch.enter(Stopwatch.EVIDENCE);
      kernelLog = KernelWatch.lines(kernels);
      evidence.keepKernelLog(kernelLog);
      stopwatch.stop();
    } catch (HostException e) {
      reusable = false;
      // The first error is the cause of the others.
      var first =
          ending.verdict() == Verdict.BROKEN ? ending : lost().orElse(broken(e.getMessage()));
      return result(Outcome.broken(first.error().text()), calls, held);
    } catch (RuntimeException e) {
      // Unexpected: still record a verdict rather than lose the cell.
      reusable = false;
      return result(Outcome.broken(e.toString()), calls, held);
    }
    return result(
        new Outcome(
            ending.verdict(),
            ending.phase(),
            ending.error(),
            measured.withTimes(stopwatch.ms()),
            Map.copyOf(found),
            kernelLog,
            ending.harm()),
        calls,
        held);
  }

  private CellResult result(Outcome outcome, List<CriuCall> calls, Holdings held) {
    return new CellResult(
        outcome, calls, held.traits(), held.options(), object, rig.checkpoints().hasOtherOptions());
  }

  private Ending play(Rigs.Scenario scenario) {
    try {
      scenario.play(rig);
      var refused = rig.checkpoints().onlyRefused();
      return new Ending(refused ? Verdict.REFUSES : Verdict.WORKS, null, null);
    } catch (PhaseFailure e) {
      rig.stopwatch().enter(Stopwatch.EVIDENCE);
      var left = Survivors.of(rig, e);
      keepStates(e.phase());
      return lost().orElseGet(() -> new Ending(Verdict.FAILS, e.phase(), e.failure(), left));
    } catch (Unavailable | NotByRpcException e) {
      return new Ending(Verdict.UNAVAILABLE, null, Failure.quoted(e.getMessage()));
    } catch (HostException e) {
      return lost().orElseGet(() -> broken(e.getMessage()));
    } catch (Throwable e) {
      // Any other exception is not CRIU's fault.
      return broken(e.toString());
    }
  }

  private static Ending broken(String reason) {
    return new Ending(Verdict.BROKEN, null, Failure.quoted(reason));
  }

  /** Returns the end of a cell whose engine was lost: its failure is not CRIU's. */
  private Optional<Ending> lost() {
    try {
      return rig.environment().lost().map(CellRun::broken);
    } catch (HostException e) {
      // The whole host is lost; the next call to it fails.
      return Optional.empty();
    }
  }

  /**
   * Keeps the states of processes that should have continued or ended; CRIU's logs have the rest.
   */
  private void keepStates(Phase phase) {
    if (phase == Phase.DUMP || phase == Phase.RESTORE) {
      return;
    }
    try {
      session.hosts().stream()
          .map(PreparedHost::host)
          .filter(host -> !host.processes().isEmpty())
          .forEach(host -> evidence.keepStates(phase.key(), host));
    } catch (HostException e) {
      // The next call to the host fails, and then the cell is broken.
      return;
    }
  }

  /**
   * Kills the subjects and looks for leftovers. Anything else that is still there was left by CRIU
   * or a workload. A failed cell reports leftovers in addition to its error.
   */
  private Ending clean(Ending ending, Map<String, String> found) {
    rig.subjects().forEach(s -> s.kill(rig.waits().settle()));
    rig.release();
    var left = new ArrayList<Failure>();
    session.hosts().forEach(prepared -> left.addAll(clean(prepared)));
    left.addAll(rig.firewalls().changes(rig.checkpoints().calls()));
    reusable = left.isEmpty() && !rig.changedHosts();
    if (left.isEmpty() || ending.verdict() == Verdict.UNAVAILABLE) {
      return ending;
    }
    if (ending.isWell()) {
      return new Ending(Verdict.FAILS, Phase.CLEAN, left.get(0));
    }
    found.put("clean", left.stream().map(Failure::text).collect(Collectors.joining("; ")));
    return ending;
  }

  private List<Failure> clean(PreparedHost prepared) {
    var left = new ArrayList<Failure>();
    var host = prepared.host();
    var processes =
        Waits.await(
                "a host without processes", rig.waits().settle(), host::processes, List::isEmpty)
            .seen();
    if (!processes.isEmpty()) {
      left.add(Strays.describe(processes));
      evidence.keepStates(Phase.CLEAN.key(), host);
    }
    host.reset();
    try {
      host.remove(rig.environment().first().folder());
    } catch (HostException e) {
      // Something is mounted in it.
      left.add(
          Failure.of(FailureId.LEFT_BEHIND, "files that cannot be removed, " + e.getMessage()));
    }
    // An engine may still be at work on what it mounted.
    var passing = rig.environment().passingMounts();
    Waits.await(
            "a host without mounts",
            rig.waits().settle(),
            () -> prepared.mountChange(passing),
            Optional::isEmpty)
        .seen()
        .ifPresent(left::add);
    return left;
  }
}

package org.criumatrix.execution;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.criumatrix.cell.PhaseFailure;
import org.criumatrix.cell.Rewind;
import org.criumatrix.host.HostException;
import org.criumatrix.rig.Rig;

/**
 * Runs the checks that follow the verdict and do not change it: those that the scenario registered,
 * and after a plain case that works the second restore and dump, for the publication's "restores
 * only once".
 */
final class SubChecks {

  private static final String WORKS = "works";

  private SubChecks() {}

  /**
   * Runs the checks, and returns their results by name.
   *
   * @param again whether a case that works is restored and dumped again
   */
  static Map<String, String> run(Rig rig, boolean again) {
    var found = new LinkedHashMap<String, String>();
    var strays = Strays.watch(rig);
    rig.subChecks().forEach((name, body) -> found.put(name, tried(body)));
    if (again
        && rig.subChecks().isEmpty()
        && rig.checkpoints().images().isPresent()
        && rig.subjects().size() == 1) {
      found.put("second-restore", tried(() -> secondRestore(rig)));
      found.put("second-dump", tried(() -> secondDump(rig)));
    }
    // The cell is not blamed for what the checks leave.
    strays.end().ifPresent(failure -> found.put("clean-after-checks", failure.text()));
    return found;
  }

  /** Restores the same images again, with the files as they were at the dump. */
  private static void secondRestore(Rig rig) {
    var images = rig.checkpoints().images().orElseThrow();
    Rewind.back(images.subject());
    rig.restore(images, asLast(rig.checkpoints().restoreOptions()));
    rig.finish(images.subject()).hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * Dumps and restores a restored subject again, in a run of its own that is independent of the
   * first.
   */
  private static void secondDump(Rig rig) {
    var checkpoints = rig.checkpoints();
    var subject = rig.launcher().again(checkpoints.images().orElseThrow().subject());
    var dumpOptions = asLast(checkpoints.dumpOptions());
    var restoreOptions = asLast(checkpoints.restoreOptions());
    checkpoints.keepFiles(false);
    rig.restore(rig.dump(subject, dumpOptions), restoreOptions);
    rig.restore(rig.dump(subject, dumpOptions), restoreOptions);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  private static String[] asLast(List<String> options) {
    return options.toArray(String[]::new);
  }

  private static String tried(Runnable body) {
    try {
      body.run();
      return WORKS;
    } catch (PhaseFailure e) {
      return e.getMessage();
    } catch (HostException e) {
      return "broken: " + e.getMessage();
    } catch (RuntimeException e) {
      return "broken: " + e;
    }
  }
}

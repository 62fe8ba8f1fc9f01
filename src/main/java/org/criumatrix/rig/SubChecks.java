package org.criumatrix.rig;

import java.util.LinkedHashMap;
import java.util.Map;
import org.criumatrix.host.HostException;

/**
 * What is tried after the verdict and does not change it: what the scenario asked for, and after a
 * plain case that works what the publication calls "restores only once".
 */
final class SubChecks {

  private static final String WORKS = "works";

  private SubChecks() {}

  static Map<String, String> run(Rig rig, boolean works) {
    var found = new LinkedHashMap<String, String>();
    rig.later().forEach((name, body) -> found.put(name, tried(body)));
    if (works && rig.later().isEmpty() && rig.images().isPresent() && rig.subjects().size() == 1) {
      found.put("second-restore", tried(() -> secondRestore(rig)));
      found.put("second-dump", tried(() -> secondDump(rig)));
    }
    return found;
  }

  /** From the same images once more, with the files as they were at the dump. */
  private static void secondRestore(Rig rig) {
    var images = rig.images().orElseThrow();
    rig.rewindFiles(images.subject());
    rig.restore(images, rig.restoreOptions());
    rig.finish(images.subject()).hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * What was restored is dumped and restored again: with a run of its own, whatever became of the
   * first.
   */
  private static void secondDump(Rig rig) {
    var subject = rig.startAgain(rig.images().orElseThrow().subject());
    var dumpOptions = rig.dumpOptions();
    var restoreOptions = rig.restoreOptions();
    rig.keepFilesAtDump(false);
    rig.restore(rig.dump(subject, dumpOptions), restoreOptions);
    rig.restore(rig.dump(subject, dumpOptions), restoreOptions);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  private static String tried(Runnable body) {
    try {
      body.run();
      return WORKS;
    } catch (PhaseFailure e) {
      return e.getMessage();
    } catch (HostException e) {
      return "broken: " + e.getMessage();
    }
  }
}

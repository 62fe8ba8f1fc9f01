package org.criumatrix.scenario;

import java.util.List;
import java.util.Map;
import org.criumatrix.cell.Images;
import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.Rig;

/**
 * Row "operations", configuration files: an administrator sets CRIU's options in files, and the one
 * that is nearer to the call wins.
 *
 * <p>The option is --display-stats, whose effect anyone sees. If a case fails, see in which order
 * CRIU's log names the files.
 */
@Row(value = "operations", cost = 2)
class OperationsConfigScenario {

  private static final String PRIVILEGES = "{root,capabilities}";
  private static final String PACE = "100000";
  private static final String YES = "display-stats";
  private static final String NO = "no-display-stats";
  private static final String FILES =
      "home=the file in the caller's home; environment=the file of CRIU_CONFIG_FILE; "
          + "config=the file of --config";

  /** One file, and the command line. */
  @Case(
      value = "config-file-{home,environment,config}-{alone,overruled}",
      about = "CRIU takes an option from %1; the command line %2.",
      words = {FILES, "alone=does not have it; overruled=negates it"},
      privilege = PRIVILEGES)
  void file(Rig rig, String which, String line) {
    var isAlone = line.equals("alone");
    var more = isAlone ? List.<String>of() : List.of("--" + NO);
    play(rig, Map.of(which, YES), more, isAlone);
  }

  /** A job must not depend on files that others have written. */
  @Case(
      value = "config-file-home-no-default-config",
      about = "With --no-default-config, CRIU takes no option from the file in the caller's home.",
      privilege = PRIVILEGES)
  void forbidden(Rig rig) {
    play(rig, Map.of("home", YES), List.of("--no-default-config"), false);
  }

  /** Two files contradict each other. */
  @Case(
      value = "config-file-order-{home-environment,home-config,environment-config}",
      about = "Of two contradicting configuration files, %1, the second one wins.",
      words = {
        "home-environment=the one in the caller's home and that of CRIU_CONFIG_FILE",
        "home-config=the one in the caller's home and that of --config",
        "environment-config=that of CRIU_CONFIG_FILE and that of --config"
      },
      privilege = PRIVILEGES)
  void order(Rig rig, String both) {
    var names = both.split("-");
    play(rig, Map.of(names[0], NO, names[1], YES), List.of(), true);
  }

  /**
   * Dumps and restores a program.
   *
   * @param files what each file says
   * @param line options on the command line
   * @param prints whether CRIU has to print statistics
   */
  private static void play(Rig rig, Map<String, String> files, List<String> line, boolean prints) {
    var options = rig.configFiles(files);
    rig.environment().addToCriu(line, Map.of());
    var subject = rig.start("threads", "--pace", PACE);
    Images images = rig.dump(subject, options);
    if (prints) {
      rig.effects().prints("Displaying dump stats");
    } else {
      rig.effects().printsNothing();
    }
    rig.restore(images, options);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }
}

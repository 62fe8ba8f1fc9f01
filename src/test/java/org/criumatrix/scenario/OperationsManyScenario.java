package org.criumatrix.scenario;

import java.util.function.Consumer;
import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.Crowd;
import org.criumatrix.rig.Rig;

/** Row "operations", many: a node has many jobs of one program, and all are checkpointed. */
@Row(value = "operations", cost = 2)
class OperationsManyScenario {

  private static final String MANY = "many-{2,8}-{at-once,in-turn,one-by-one}";
  private static final String NUMBER = "2=Two; 8=Eight";
  private static final String ORDER =
      "at-once=are dumped at once and restored at once; "
          + "in-turn=are dumped in turn and restored in turn; "
          + "one-by-one=are dumped and restored one by one";

  private static final String UPGRADED =
      "%1 jobs whose program file was replaced while they ran %2; --ghost-limit is raised.";

  private static final String PACE = "100000";

  /** Nothing is shared. */
  @Case(
      value = MANY + "-plain",
      about = "%1 jobs of one program on a node %2.",
      words = {NUMBER, ORDER},
      privilege = "{root,capabilities}")
  void plain(Rig rig, String number, String order) {
    var crowd = rig.crowd().start(Integer.parseInt(number), "threads", "--pace", PACE);
    play(crowd, order);
  }

  /**
   * CRIU makes a further name of each semaphore's file in {@code /dev/shm}.
   *
   * <p>If this fails, see which names {@code link_remap.N} are there.
   */
  @Case(
      value = MANY + "-named-semaphores",
      about = "%1 jobs of one program with a named semaphore each %2; --link-remap is given.",
      words = {NUMBER, ORDER},
      privilege = "root")
  void namedSemaphores(Rig rig, String number, String order) {
    // What CRIU leaves in /dev/shm after a failed dump would fail the next cell.
    rig.changesHosts();
    var crowd =
        rig.crowd().start(Integer.parseInt(number), "object", "--object", "named-semaphore");
    play(crowd, order, "--link-remap");
  }

  /** CRIU makes a further name of each job's file in the same folder. */
  @Case(
      value = MANY + "-one-folder",
      about = "%1 jobs with an open, removed file each in one folder %2; --link-remap is given.",
      words = {NUMBER, ORDER},
      privilege = "root")
  void oneFolder(Rig rig, String number, String order) {
    var crowd =
        rig.crowd()
            .startInOneFolder(
                Integer.parseInt(number),
                "deleted-file",
                "--hard-link",
                "--other-name",
                "other-name-{i}",
                "--pace",
                PACE);
    play(crowd, order, "--link-remap");
  }

  /**
   * The file of the running program has no name any more.
   *
   * <p>At once only with eight: two restores do not always meet.
   */
  @Case(
      value = "many-{2,8}-{in-turn,one-by-one}-upgraded",
      about = UPGRADED,
      words = {NUMBER, ORDER},
      privilege = "root")
  void upgraded(Rig rig, String number, String order) {
    var crowd = rig.crowd().startAndUpgrade(Integer.parseInt(number), "threads", "--pace", PACE);
    play(crowd, order, "--ghost-limit", "64M");
  }

  /** The ghost files of all of them have one name. */
  @Case(
      value = "many-{8}-{at-once}-upgraded",
      about = UPGRADED,
      words = {NUMBER, ORDER},
      privilege = "root")
  void upgradedAtOnce(Rig rig, String number, String order) {
    upgraded(rig, number, order);
  }

  private static void play(Crowd crowd, String order, String... options) {
    Consumer<String[]> way =
        switch (order) {
          case "at-once" -> crowd::dumpAndRestoreAtOnce;
          case "in-turn" -> crowd::dumpAndRestoreInTurn;
          default -> crowd::dumpAndRestoreOneByOne;
        };
    way.accept(options);
    crowd.finish();
  }
}

package org.criumatrix.scenario;

import java.util.List;
import org.criumatrix.application.Applications;
import org.criumatrix.application.Userlands;
import org.criumatrix.junit.Case;
import org.criumatrix.junit.CaseNames;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.Rig;

/**
 * Row "applications": programs that people run, from the packages of a distribution. Each is a file
 * of the folder {@code applications}.
 */
@Row(value = "applications", cost = 40)
class ApplicationsScenario {

  /** The names of the files. */
  static final class Names implements CaseNames {
    @Override
    public List<String> get() {
      return Applications.ofCheckout().names();
    }
  }

  /**
   * An application comes to the results of two uninterrupted runs.
   *
   * <p>If this fails, look at the application's file for the options that it is given.
   */
  @Case(
      value = "{*}",
      about = "The application %1 of a distribution is checkpointed while it works.",
      names = Names.class,
      privilege = "root capabilities",
      host = Userlands.OF_APPLICATIONS,
      grant = 1,
      oneProgram = true)
  void plain(Rig rig, String name) {
    var application = rig.application(name);
    application.start();
    application.restore(application.dump());
    application.hasTheResultsOfUninterruptedRuns();
  }

  /**
   * The same as a batch job under contrib/htcondor/criu-job: a preemption makes a checkpoint, and
   * the next start continues from it.
   *
   * <p>If this fails, the job's stderr in the evidence has what criu-job said.
   */
  @Case(
      value = "{gromacs,lammps,python-numpy,quantum-espresso,r-loop}-criu-job",
      about =
          "The application %1 runs as a batch job under criu-job, is preempted and "
              + "continues from its checkpoint.",
      privilege = "root capabilities",
      host = Userlands.OF_APPLICATIONS,
      grant = 1,
      oneProgram = true)
  void criuJob(Rig rig, String name) {
    var job = rig.applicationJob(name);
    job.start();
    job.interrupt();
    job.startAgain();
    job.hasTheResultsOfUninterruptedRuns();
  }
}

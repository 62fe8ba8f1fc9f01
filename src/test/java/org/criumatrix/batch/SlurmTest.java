package org.criumatrix.batch;

import static org.assertj.core.api.Assertions.assertThat;

import org.criumatrix.batch.BatchSystem.End;
import org.junit.jupiter.api.Test;

class SlurmTest {

  private static final String FOLDER = "/run/criu-matrix/cell/job";

  private static String job(int number, String state, String exit, String folder) {
    return "JobId=%d JobName=job.sub JobState=%s Reason=None Requeue=1 ExitCode=%s RunTime=00:00:01 WorkDir=%s StdErr=%n"
        .formatted(number, state, exit, folder);
  }

  @Test
  void aJobThatIsThereHasNotEnded() {
    assertThat(Slurm.ended("No jobs in the system\n", FOLDER)).isEmpty();
    assertThat(Slurm.ended(job(1, "RUNNING", "0:0", FOLDER), FOLDER)).isEmpty();
    assertThat(Slurm.ended(job(1, "PENDING", "0:0", FOLDER), FOLDER)).isEmpty();
  }

  @Test
  void itIsToldHowAJobHasEnded() {
    assertThat(Slurm.ended(job(1, "COMPLETED", "0:0", FOLDER), FOLDER))
        .contains(new End(true, "COMPLETED ExitCode=0:0"));
    assertThat(Slurm.ended(job(1, "FAILED", "0:9", FOLDER), FOLDER))
        .contains(new End(false, "FAILED ExitCode=0:9"));
  }

  /** Cells on the same host have the same folder. */
  @Test
  void theLastJobOfAFolderCounts() {
    var cancelled = job(1, "CANCELLED", "0:15", FOLDER);

    assertThat(Slurm.ended(cancelled + job(2, "RUNNING", "0:0", FOLDER), FOLDER)).isEmpty();
    assertThat(Slurm.ended(cancelled, FOLDER + "2")).isEmpty();
  }
}

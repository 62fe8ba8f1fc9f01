package org.criumatrix.batch.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import org.criumatrix.batch.BatchSystem.End;
import org.junit.jupiter.api.Test;

class SlurmClusterTest {

  private static String job(int number, String state, String exit) {
    return "JobId=%d JobName=job.sub JobState=%s Reason=None Requeue=1 ExitCode=%s RunTime=00:00:01%n"
        .formatted(number, state, exit);
  }

  @Test
  void aJobThatIsThereHasNotEnded() {
    assertThat(SlurmCluster.ended("No jobs in the system\n", "1")).isEmpty();
    assertThat(SlurmCluster.ended(job(1, "RUNNING", "0:0"), "1")).isEmpty();
    assertThat(SlurmCluster.ended(job(1, "PENDING", "0:0"), "1")).isEmpty();
  }

  @Test
  void reportsHowAJobEnded() {
    assertThat(SlurmCluster.ended(job(1, "COMPLETED", "0:0"), "1"))
        .contains(new End(true, "COMPLETED ExitCode=0:0"));
    assertThat(SlurmCluster.ended(job(1, "FAILED", "0:9"), "1"))
        .contains(new End(false, "FAILED ExitCode=0:9"));
  }

  @Test
  void howAnotherJobHasEndedIsNotAsked() {
    var cancelled = job(1, "CANCELLED", "0:15");

    assertThat(SlurmCluster.ended(cancelled + job(2, "RUNNING", "0:0"), "2")).isEmpty();
    assertThat(SlurmCluster.ended(cancelled + job(11, "FAILED", "0:9"), "1"))
        .contains(new End(false, "CANCELLED ExitCode=0:15"));
  }
}

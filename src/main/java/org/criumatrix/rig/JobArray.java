package org.criumatrix.rig;

import java.time.Duration;
import java.util.List;
import org.criumatrix.cell.PhaseFailure;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.matrix.Phase;

/**
 * An array of two jobs in one folder with a file for each. A task replaces its own file and copies
 * the other.
 */
public final class JobArray {

  /** The folder in the jobs' home in which each task writes its number to the file of that name. */
  static final String FOLDER = "results";

  static final List<String> RESULTS = List.of(FOLDER + "/1", FOLDER + "/2");

  private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

  private final JobWatch watch;
  private final List<Job> all;

  /**
   * Waits until both tasks run.
   *
   * @param number the array's number
   */
  JobArray(JobQueue queue, JobWatch watch, String number) {
    this.watch = watch;
    var look = queue.batchSystem().tasks(number);
    var limit = queue.waits().start().multipliedBy(3);
    var numbers =
        queue
            .batchSystem()
            .queue()
            .await(
                "%d running tasks of the array".formatted(RESULTS.size()),
                limit,
                POLL_INTERVAL,
                () ->
                    queue
                        .batchSystem()
                        .queue()
                        .execChecked(look)
                        .stdout()
                        .lines()
                        .sorted()
                        .toList(),
                tasks -> tasks.size() == RESULTS.size())
            .seen();
    if (numbers.size() != RESULTS.size()) {
      throw new PhaseFailure(Phase.START, FailureId.TASKS_MISSING, numbers.size());
    }
    all = numbers.stream().map(task -> new Job(queue, watch.numbered(task)).begin()).toList();
  }

  List<Job> all() {
    return all;
  }

  public Job first() {
    return all.get(0);
  }

  public Job last() {
    return all.get(1);
  }

  /** Checks that the results of both tasks are in the folder. */
  public void hasEveryResult() {
    for (var result : RESULTS) {
      var found = watch.text(result).strip();
      if (!result.equals(FOLDER + "/" + found)) {
        throw new PhaseFailure(
            Phase.ANSWER, FailureId.WRONG_RESULT, result.replaceFirst("^results/", ""), found);
      }
    }
  }
}

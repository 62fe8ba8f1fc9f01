package org.criumatrix.rig;

import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.criumatrix.batch.BatchSystem;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Shell;
import org.criumatrix.workload.Workload;

/**
 * A job as Slurm's script.
 *
 * @param place of the queue
 */
record BatchScript(RuntimeContext place, Workload workload, BatchSystem slurm) implements JobText {

  private static final String PLAIN =
      """
      #!/bin/sh
      #SBATCH --output=%s
      #SBATCH --error=%s
      %sexec %s
      """;

  /** In place of the number that the job will have (sbatch(1), "filename pattern"). */
  private static final String ANY = "%j";

  @Override
  public String template() {
    return "slurm/job.sbatch";
  }

  @Override
  public String wrapped(String template, String criu) {
    var program = JobWords.of(workload, place);
    var copies = program.files().stream().map(f -> "cp %s .%n".formatted(Shell.quote(f)));
    var before = environment() + copies.collect(Collectors.joining());
    var wrapper =
        "%s --criu %s --tries 1 --every"
            .formatted(Shell.quote(place.workloads() + "/htcondor/criu-job"), Shell.quote(criu));
    return template
        .replaceFirst("(?m)^every=.*", "every=" + NEVER)
        .replaceFirst(
            "(?m)^program=.*",
            Matcher.quoteReplacement(before + "program=(" + Shell.quote(program.words()) + ")"))
        .replace("./criu-job --every", wrapper);
  }

  /** Makes a script one of an array, of which every task writes its number to a file. */
  String array(String script) {
    var result = "echo \"$SLURM_ARRAY_TASK_ID\" >\"results/$SLURM_ARRAY_TASK_ID\"; exec \"$@\"";
    return script
        .replaceFirst("\n", "\n#SBATCH --array=%s\n".formatted(JobArray.TASKS))
        .replace("program=(", "program=(sh -c " + Shell.quote(result) + " sh ");
  }

  @Override
  public String plain() {
    var words = Shell.quote(workload.argv(place.workloads()));
    return PLAIN.formatted(
        slurm.stream("stdout", ANY), slurm.stream("stderr", ANY), environment(), words);
  }

  private String environment() {
    var all = new TreeMap<>(place.host().workloadEnvironment());
    all.putAll(workload.env());
    return all.entrySet().stream()
        .map(e -> "export %s=%s%n".formatted(e.getKey(), Shell.quote(e.getValue())))
        .collect(Collectors.joining());
  }
}

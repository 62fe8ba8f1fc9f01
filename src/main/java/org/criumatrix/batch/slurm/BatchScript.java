package org.criumatrix.batch.slurm;

import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.criumatrix.batch.JobRequest;
import org.criumatrix.host.Shell;

/** Describes a job as a Slurm script. */
record BatchScript(JobRequest job) {

  private static final String PLAIN =
      """
      #!/bin/sh
      #SBATCH --output=%s
      #SBATCH --error=%s
      %sexec %s
      """;

  /** The placeholder for the number that the job will get (sbatch(1), "filename pattern"). */
  static final String ANY = "%j";

  String selfCheckpointing(String template, String criu) {
    var program = job.program();
    var copies = program.files().stream().map(f -> "cp %s .%n".formatted(Shell.quote(f)));
    var before = environment() + copies.collect(Collectors.joining());
    var wrapper =
        "%s --criu %s --tries 1 --every"
            .formatted(Shell.quote(program.wrapper()), Shell.quote(criu));
    return template
        .replaceFirst("(?m)^every=.*", "every=" + JobRequest.NEVER)
        .replaceFirst(
            "(?m)^program=.*",
            Matcher.quoteReplacement(
                before + "program=(" + Shell.quote(program.argvInFolder()) + ")"))
        .replace("./criu-job --every", wrapper);
  }

  /** Turns a script into an array. Each task writes its number to a file. */
  static String array(String script, int tasks, String folder) {
    var result =
        "echo \"$SLURM_ARRAY_TASK_ID\" >\"%s/$SLURM_ARRAY_TASK_ID\"; exec \"$@\"".formatted(folder);
    return script
        .replaceFirst("\n", "\n#SBATCH --array=1-%d\n".formatted(tasks))
        .replace("program=(", "program=(sh -c " + Shell.quote(result) + " sh ");
  }

  String plain(String stdout, String stderr) {
    return PLAIN.formatted(stdout, stderr, environment(), Shell.quote(job.program().argv()));
  }

  private String environment() {
    return job.program().environment().entrySet().stream()
        .map(e -> "export %s=%s%n".formatted(e.getKey(), Shell.quote(e.getValue())))
        .collect(Collectors.joining());
  }
}

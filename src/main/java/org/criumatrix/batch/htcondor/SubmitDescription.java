package org.criumatrix.batch.htcondor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.criumatrix.batch.JobRequest;

/**
 * Describes a job as HTCondor's submit description.
 *
 * @param rank the preference for nodes
 */
record SubmitDescription(JobRequest job, String rank) {

  /** The seconds of silence after which HTCondor starts the job of a lost node elsewhere. */
  private static final String LEASE = "20";

  private static final Map<String, String> PATH = Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");

  String selfCheckpointing(String template, String criu) {
    var program = job.program();
    var words =
        new ArrayList<>(List.of("--every", JobRequest.NEVER, "--criu", criu, "--tries", "1"));
    words.addAll(program.argvInFolder());
    return common()
        .arguments(words)
        .with("transfer_input_files", String.join(", ", program.files()))
        .with("job_lease_duration", LEASE)
        .with("rank", rank)
        .before(userDescription(template));
  }

  String plain() {
    var argv = job.program().argv();
    // HTCondor requires a path, and most programs are given by their names.
    var isPath = argv.get(0).startsWith("/");
    return common()
        .with("executable", isPath ? argv.get(0) : "/usr/bin/env")
        .with("transfer_executable", "False")
        .arguments(isPath ? argv.subList(1, argv.size()) : argv)
        .with("should_transfer_files", "YES")
        .into(job.home())
        .before("%s%nqueue%n".formatted(universe()));
  }

  /** Returns the lines of the universe and of the transferred files. */
  private String universe() {
    var along =
        job.along().stream().map(name -> "transfer_input_files = $(transfer_input_files), " + name);
    return Stream.concat(Universe.of(job.container()).lines().stream(), along)
        .collect(Collectors.joining("\n"));
  }

  private Submission common() {
    var environment = new HashMap<>(PATH);
    environment.putAll(job.program().environment());
    return new Submission()
        .environment(environment)
        .with("initialdir", job.home())
        .with("request_cpus", "1")
        .with("request_memory", "512")
        .with("request_disk", "100000");
  }

  /** Returns the description that users have, below their own lines, with the suite's files. */
  private String userDescription(String template) {
    return template
        .substring(template.indexOf("\n\n"))
        .replaceFirst("(?m)^universe .*", Matcher.quoteReplacement(universe()))
        .replaceFirst("(?m)^executable .*", "executable = " + job.program().wrapper())
        .replaceFirst("(?m)^output .*", "output = %s/stdout".formatted(job.home()))
        .replaceFirst("(?m)^error .*", "error = %s/stderr".formatted(job.home()))
        .replaceFirst("(?m)^log .*", "log = %s/job.log".formatted(job.home()));
  }
}

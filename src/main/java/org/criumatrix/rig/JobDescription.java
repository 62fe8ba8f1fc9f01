package org.criumatrix.rig;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.criumatrix.batch.Submission;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.workload.Workload;

/**
 * A job as HTCondor's submit description.
 *
 * @param place of the pool's queue
 * @param home the folder of its output and its log
 * @param rank which node it would rather run on
 */
record JobDescription(
    RuntimeContext place, Workload workload, String home, JobUniverse universe, String rank)
    implements JobText {

  /** So long after the last word of a lost node its job goes elsewhere, in seconds. */
  private static final String LEASE = "20";

  private static final Map<String, String> PATH = Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");

  @Override
  public String template() {
    return "htcondor/job.sub";
  }

  @Override
  public String wrapped(String template, String criu) {
    var program = JobWords.of(workload, place);
    var words = new ArrayList<>(List.of("--every", NEVER, "--criu", criu, "--tries", "1"));
    words.addAll(program.words());
    return common()
        .arguments(words)
        .with("transfer_input_files", String.join(", ", program.files()))
        .with("job_lease_duration", LEASE)
        .with("rank", rank)
        .before(theirs(template));
  }

  @Override
  public String plain() {
    var argv = workload.argv(place.workloads());
    // HTCondor wants a path, and most programs are known by their names.
    var isPath = argv.get(0).startsWith("/");
    return common()
        .with("executable", isPath ? argv.get(0) : "/usr/bin/env")
        .with("transfer_executable", "False")
        .arguments(isPath ? argv.subList(1, argv.size()) : argv)
        .with("should_transfer_files", "YES")
        .into(home)
        .before("%s%nqueue%n".formatted(universe.text()));
  }

  private Submission common() {
    var environment = new HashMap<>(PATH);
    environment.putAll(place.host().workloadEnvironment());
    environment.putAll(workload.env());
    return new Submission()
        .environment(environment)
        .with("initialdir", home)
        .with("request_cpus", "1")
        .with("request_memory", "512")
        .with("request_disk", "100000");
  }

  /** As its users have it, below their own lines; with our files. */
  private String theirs(String template) {
    return template
        .substring(template.indexOf("\n\n"))
        .replaceFirst("(?m)^universe .*", Matcher.quoteReplacement(universe.text()))
        .replaceFirst(
            "(?m)^executable .*", "executable = %s/htcondor/criu-job".formatted(place.workloads()))
        .replaceFirst("(?m)^output .*", "output = %s/stdout".formatted(home))
        .replaceFirst("(?m)^error .*", "error = %s/stderr".formatted(home))
        .replaceFirst("(?m)^log .*", "log = %s/job.log".formatted(home));
  }
}

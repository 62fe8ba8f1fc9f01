package org.criumatrix.runtime;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What HTCondor is told of a job in its container universe.
 *
 * @param image a folder
 * @param program in the image
 * @param home the folder that its output goes to as it comes
 */
record SubmitDescription(
    String image, String program, List<String> arguments, Map<String, String> env, String home) {

  private static final String TEXT =
      """
      universe = container
      container_image = %s
      transfer_container = False
      transfer_executable = False
      executable = %s
      arguments = "%s"
      environment = "%s"
      should_transfer_files = YES
      output = %s/stdout
      error = %s/stderr
      log = %s/job.log
      stream_output = True
      stream_error = True
      request_memory = 64
      request_disk = 1000
      queue
      """;

  String text() {
    var pairs =
        new TreeMap<>(env).entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
    return TEXT.formatted(image, program, quoted(arguments), quoted(pairs), home, home, home);
  }

  /** Each word in single quotes; a quote of either kind is doubled (condor_submit(1)). */
  private static String quoted(List<String> words) {
    return words.stream()
        .map(w -> "'" + w.replace("'", "''").replace("\"", "\"\"") + "'")
        .collect(Collectors.joining(" "));
  }
}

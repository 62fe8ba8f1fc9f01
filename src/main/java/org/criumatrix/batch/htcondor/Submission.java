package org.criumatrix.batch.htcondor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A job as condor_submit gets it. */
final class Submission {

  private static final String QUEUE = "queue\n";

  private final Map<String, String> lines = new LinkedHashMap<>();

  Submission with(String key, String value) {
    lines.put(key, value);
    return this;
  }

  Submission arguments(List<String> words) {
    return with("arguments", quoted(words));
  }

  Submission environment(Map<String, String> environment) {
    return with(
        "environment",
        quoted(
            new TreeMap<>(environment)
                .entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList()));
  }

  /** Its output goes to this folder's files {@code stdout}, {@code stderr} and {@code job.log}. */
  Submission into(String home) {
    return with("output", home + "/stdout")
        .with("error", home + "/stderr")
        .with("log", home + "/job.log");
  }

  /** As a file of one job. */
  String text() {
    return describe() + QUEUE;
  }

  /**
   * As the beginning of a file that already has text.
   *
   * @param rest with the job's queue; what it says of the same things comes later and counts
   */
  String before(String rest) {
    return describe() + rest;
  }

  private String describe() {
    return lines.entrySet().stream()
        .map(e -> "%s = %s%n".formatted(e.getKey(), e.getValue()))
        .collect(Collectors.joining());
  }

  /** Each word in single quotes; a quote of either kind is doubled (condor_submit(1)). */
  private static String quoted(List<String> words) {
    return words.stream()
        .map(w -> "'" + w.replace("'", "''").replace("\"", "\"\"") + "'")
        .collect(Collectors.joining(" ", "\"", "\""));
  }
}

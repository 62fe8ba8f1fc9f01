package org.criumatrix.batch.htcondor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A submit description, as condor_submit reads it. */
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

  /**
   * Sends the output to the files {@code stdout}, {@code stderr} and {@code job.log} of this
   * folder.
   */
  Submission into(String home) {
    return with("output", home + "/stdout")
        .with("error", home + "/stderr")
        .with("log", home + "/job.log");
  }

  /** Returns the text of a file for one job. */
  String text() {
    return describe() + QUEUE;
  }

  /**
   * Returns the text of a file whose rest exists already.
   *
   * @param rest the rest, with the job's queue. Its lines override those of this submission
   */
  String before(String rest) {
    return describe() + rest;
  }

  private String describe() {
    return lines.entrySet().stream()
        .map(e -> "%s = %s%n".formatted(e.getKey(), e.getValue()))
        .collect(Collectors.joining());
  }

  /** Quotes each word with single quotes; quotes of both kinds are doubled (condor_submit(1)). */
  private static String quoted(List<String> words) {
    return words.stream()
        .map(w -> "'" + w.replace("'", "''").replace("\"", "\"\"") + "'")
        .collect(Collectors.joining(" ", "\"", "\""));
  }
}

package org.criumatrix.checkpoint.oci;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the file in which runsc says why a call failed: a JSON object in each line. */
final class RunscErrors {

  private static final ObjectMapper JSON = new ObjectMapper();

  private RunscErrors() {}

  /** Returns the messages of errors, a line each; empty if there is none. */
  static String messages(String log) {
    return log.lines()
        .flatMap(line -> parsed(line).stream())
        .filter(entry -> entry.path("level").asText().equals("error"))
        .map(entry -> entry.path("msg").asText())
        .collect(Collectors.joining("\n"));
  }

  private static Optional<JsonNode> parsed(String line) {
    try {
      return Optional.of(JSON.readTree(line));
    } catch (JsonProcessingException e) {
      // A line of the usual log, which has no errors of the call.
      return Optional.empty();
    }
  }
}

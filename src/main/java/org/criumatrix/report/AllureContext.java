package org.criumatrix.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.criumatrix.record.RunInfo;

/**
 * Writes what Allure shows of a run in addition to its tests: the machine and the origin of the
 * report.
 */
final class AllureContext {

  private AllureContext() {}

  static void write(Path results, RunInfo run) throws IOException {
    Files.writeString(
        results.resolve("environment.properties"),
        environment(run).entrySet().stream()
            .map(e -> property(e.getKey()) + "=" + property(e.getValue()))
            .collect(Collectors.joining("\n", "", "\n")),
        StandardCharsets.ISO_8859_1);
    var executor = new LinkedHashMap<String, String>();
    executor.put("name", "criu-matrix " + run.suite());
    executor.put("type", "criu-matrix");
    executor.put("buildName", "run of " + run.started());
    executor.put("reportName", "criu-matrix");
    new ObjectMapper().writeValue(results.resolve("executor.json").toFile(), executor);
  }

  private static Map<String, String> environment(RunInfo run) {
    var facts = new LinkedHashMap<String, String>();
    facts.put("criu-matrix", run.suite());
    facts.put("started", run.started());
    run.criuBuilds()
        .forEach(b -> facts.put("CRIU " + b.version(), b.origin() + " " + b.packageVersion()));
    run.hosts()
        .forEach(
            (host, known) -> known.forEach((fact, value) -> facts.put(host + " " + fact, value)));
    run.options().forEach((option, value) -> facts.put("-D" + option, value));
    return facts;
  }

  /** Escapes keys and values for java.util.Properties. In a key, a space would end the key. */
  private static String property(String text) {
    var escaped = new StringBuilder();
    for (var c : String.valueOf(text).toCharArray()) {
      if (c < ' ' || c > '~') {
        escaped.append("\\u%04x".formatted((int) c));
      } else if (" =:#!\\".indexOf(c) >= 0) {
        escaped.append('\\').append(c);
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }
}

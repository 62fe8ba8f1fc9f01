package org.criumatrix.bundle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;
import org.criumatrix.record.RunInfo;
import org.criumatrix.verdict.Verdict;

/**
 * A failing cell as an issue in CRIU's own form (its {@code .github/ISSUE_TEMPLATE.md}), ready to
 * be pasted there.
 */
public final class BugReport {

  /** Maximum number of characters of a log: GitHub allows 65,536 for a whole issue. */
  private static final int LOG = 24_000;

  private static final Pattern VERSION = Pattern.compile("Version: (\\S+) \\(gitid (\\S+)\\)");

  private static final String TEXT =
      """
      # CRIU %s: %s

      **Description**

      `%s`, a case of criu-matrix, %s with CRIU %s (%s %s, program's SHA-256 `%s`):

      ```
      %s
      ```
      %s
      **Steps to reproduce the issue:**
      1. On Linux, as root, with git, Maven and a JDK: %s.
      2. `%s`
      3. What it does, with `%s` as the privilege%s:

      ```
      %s
      ```

      **Describe the results you received:**

      The cell %s: `%s`

      **Describe the results you expected:**

      The processes continue after the restore and end with the answer of an uninterrupted run.

      **Additional information you deem important (e.g. issue happens only occasionally):**

      %s

      **CRIU logs and information:**

      %s
      <details><summary>Output of `criu --version`:</summary>
      <p>

      ```
      %s
      ```

      </p>
      </details>

      <details><summary>Output of `criu check --all`:</summary>
      <p>

      ```
      (the run did not keep it; please add yours)
      ```

      </p>
      </details>

      **Additional environment details:**

      %s
      """;

  private BugReport() {}

  /** Whether a record is worth a report: cells that work or were unavailable are not. */
  public static boolean isFor(CellRecord record) {
    return record.verdict() == Verdict.FAILS || record.verdict() == Verdict.BROKEN;
  }

  /**
   * @param record a record of the run, which has provenance
   * @param redactor decides what is left out
   * @throws IOException if the evidence cannot be read
   */
  public static String of(CellRecord record, Run run, Redactor redactor) throws IOException {
    var logs = new LinkedHashMap<String, String>();
    for (var file : EvidenceFiles.of(run, record)) {
      var name = file.getFileName().toString();
      if (name.endsWith(".log")) {
        var text = EvidenceText.read(file).text();
        redactor.learn(text);
        logs.put(name, text);
      }
    }
    var attempts = run.records().stream().filter(r -> r.id().equals(record.id())).toList();
    var text = text(record, attempts, run.info().orElseThrow(), logs);
    // The path of a user's own build can reveal the user's name.
    redactor.learn(text);
    return redactor.redact(text);
  }

  /**
   * @param attempts all records of the cell
   * @param logs file name → text, as in the evidence
   */
  private static String text(
      CellRecord record, List<CellRecord> attempts, RunInfo run, Map<String, String> logs) {
    var build =
        run.build(record.criu())
            .orElseGet(() -> new RunInfo.CriuBuildInfo(record.criu(), "", "", "unknown", ""));
    var ending = record.verdict() == Verdict.BROKEN ? "is broken" : record.ending();
    return TEXT.formatted(
        record.criu(),
        record.caseId() + " " + ending,
        record.caseId().toString(),
        ending,
        record.criu(),
        build.origin(),
        build.packageVersion(),
        build.sha256(),
        record.error(),
        cause(record.cause()),
        Reproduction.commit(run)
            .map(c -> "criu-matrix at commit " + c)
            .orElse("criu-matrix " + run.suite()),
        Reproduction.command(record, run),
        record.privilege(),
        record.runtime().equals("none") ? "" : " and the program in " + record.runtime(),
        commands(record),
        ending,
        record.error(),
        additional(record, attempts),
        logs(logs),
        version(logs).orElse("Version: " + record.criu()),
        environment(record, run));
  }

  private static String cause(CellRecord.Cause cause) {
    if (cause.why() == null) {
      return "";
    }
    var lines = new ArrayList<>(List.of("", "The suite's record of its cause: " + cause.why()));
    lines.addAll(cause.sentences());
    return String.join("\n", lines) + "\n";
  }

  private static String commands(CellRecord record) {
    return record.evidence().commands().isEmpty()
        ? "(it failed before CRIU was called)"
        : record.evidence().commands().stream()
            .map(c -> c.line() + "    # " + (c.exit() == null ? "killed" : "exit " + c.exit()))
            .collect(Collectors.joining("\n"));
  }

  private static String additional(CellRecord record, List<CellRecord> attempts) {
    var lines =
        new StringBuilder(
            "- It failed in %d of %d attempts of one run.%n"
                .formatted(attempts.stream().filter(BugReport::isFor).count(), attempts.size()));
    if (record.result().hint() != null) {
      lines.append("- ").append(record.result().hint()).append('\n');
    }
    if (record.evidence().kernelLog() != null && !record.evidence().kernelLog().isEmpty()) {
      lines.append("- The kernel's log meanwhile:\n\n```\n");
      record.evidence().kernelLog().forEach(line -> lines.append(line).append('\n'));
      lines.append("```\n");
    }
    return lines.toString().strip();
  }

  private static String logs(Map<String, String> logs) {
    if (logs.isEmpty()) {
      return "There are none: CRIU was not called.\n";
    }
    var share = LOG / logs.size();
    return logs.entrySet().stream()
        .map(
            log ->
                """
                <details><summary>CRIU full dump/restore logs: %s</summary>
                <p>

                ```
                %s
                ```

                </p>
                </details>
                """
                    .formatted(log.getKey(), shortened(log.getValue().strip(), share)))
        .collect(Collectors.joining("\n"));
  }

  /**
   * Keeps the beginning of a log, which shows what ran, and the end, which shows what went wrong.
   */
  static String shortened(String log, int limit) {
    if (log.length() <= limit) {
      return log;
    }
    var lines = log.lines().toList();
    var head = lines.stream().limit(10).collect(Collectors.joining("\n"));
    var room = limit - head.length();
    var from = lines.size();
    while (from > 10 && room > lines.get(from - 1).length()) {
      from--;
      room -= lines.get(from).length() + 1;
    }
    return "%s%n[%d lines left out; the bundle has them]%n%s"
        .formatted(
            head,
            from - 10,
            IntStream.range(from, lines.size())
                .mapToObj(lines::get)
                .collect(Collectors.joining("\n")));
  }

  private static Optional<String> version(Map<String, String> logs) {
    return logs.values().stream()
        .flatMap(log -> VERSION.matcher(log).results())
        .findFirst()
        .map(m -> "Version: %s%nGitID: %s".formatted(m.group(1), m.group(2)));
  }

  private static String environment(CellRecord record, RunInfo run) {
    var facts = run.hosts().getOrDefault(record.host(), Map.of());
    return facts.isEmpty()
        ? "- kernel: " + record.kernel()
        : facts.entrySet().stream()
            .map(f -> "- %s: %s".formatted(f.getKey(), f.getValue()))
            .collect(Collectors.joining("\n"));
  }
}

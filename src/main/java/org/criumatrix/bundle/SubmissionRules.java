package org.criumatrix.bundle;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.criumatrix.matrix.Axis;
import org.criumatrix.matrix.WithoutCriu;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.RunInfo;
import org.criumatrix.record.RunInfo.CriuBuildInfo;
import org.criumatrix.verdict.Verdict;

/**
 * The rules for the provenance and the records of one submission, in addition to those of their
 * formats. A value that breaks one is an {@link IllegalArgumentException}.
 */
final class SubmissionRules {

  /** The month in which the first release of CRIU appeared. */
  private static final Instant FIRST_CRIU = Instant.parse("2012-07-01T00:00:00Z");

  /** How far the clocks of two machines may differ. */
  private static final Duration CLOCKS = Duration.ofHours(1);

  /** No cell has a time limit that is near it. */
  private static final Duration LONGEST = Duration.ofDays(7);

  private static final Pattern CASE =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*/[A-Za-z0-9][A-Za-z0-9._+-]*");

  /** Neither a blank nor what separates the axes in an id. */
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9][^\\s,\\[\\]{}*?!<>\"'&\\\\]*");

  private static final Pattern KERNEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+~-]*");
  private static final Pattern ISSUE =
      Pattern.compile("https?://[A-Za-z0-9./_~#?=%+-]+|[0-9a-f]{7,40}");

  private static final String EVIDENCE = "evidence/";
  private static final Set<String> UP = Set.of("", ".", "..");

  private final Instant latest;
  private final Set<String> builds;
  private final Set<String> seen = new HashSet<>();

  /**
   * @param info the provenance of the records
   * @param now nothing has happened after it
   */
  SubmissionRules(RunInfo info, Instant now) {
    this.latest = now.plus(CLOCKS);
    this.builds =
        info.criuBuilds().stream().map(CriuBuildInfo::version).collect(Collectors.toSet());
    check(info);
  }

  private void check(RunInfo info) {
    var started = time("started", info.started());
    if (info.ended() != null && time("ended", info.ended()).isBefore(started)) {
      throw new IllegalArgumentException("'ended' is before 'started'");
    }
    info.timesMs()
        .forEach(
            (kind, times) ->
                times.forEach((part, ms) -> duration("timesMs.%s.%s".formatted(kind, part), ms)));
    notNegative("cellsPlanned", info.cellsPlanned());
    notNegative("cellsRecorded", info.cellsRecorded());
    info.hosts().forEach((host, facts) -> kernel(facts.getOrDefault("kernel", "unknown")));
    info.notRun()
        .forEach(
            n -> {
              name("case", n.caseId(), CASE);
              List.of(n.criu(), n.privilege(), n.runtime(), n.host())
                  .forEach(v -> name("a value of an axis", v, VALUE));
            });
  }

  void check(CellRecord record) {
    name("case", record.caseId().toString(), CASE);
    for (var axis : Axis.values()) {
      name(axis.key(), record.on(axis), VALUE);
    }
    if (!WithoutCriu.is(record.criu()) && !builds.contains(record.criu())) {
      throw new IllegalArgumentException(
          "'criu' is %s, which is no build of run.json".formatted(record.criu()));
    }
    kernel(record.kernel());
    checkResult(record);
    checkEvidence(record.evidence());
    if (record.timing().wall() != null && record.timing().wall().compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "'wall_ms' is more than %d days".formatted(LONGEST.toDays()));
    }
    if (record.ended() != null) {
      time("ended", record.ended());
    }
    if (record.attempt() < 1) {
      throw new IllegalArgumentException(
          "'attempt' is %d, and counts from 1".formatted(record.attempt()));
    }
    if (!seen.add(record.id() + "#" + record.attempt())) {
      throw new IllegalArgumentException(
          "a second record of %s, attempt %d".formatted(record.id(), record.attempt()));
    }
  }

  private static void checkResult(CellRecord record) {
    var fails = record.verdict() == Verdict.FAILS;
    if (record.verdict() == Verdict.NOT_RUN) {
      throw new IllegalArgumentException("'verdict' is 'not run', which is none of a record");
    }
    if (fails != (record.phase() != null)) {
      throw new IllegalArgumentException("only what fails has a 'phase', and always has one");
    }
    if (record.result().stepsLost() != null) {
      notNegative("steps_lost", record.result().stepsLost());
    }
    var issue = record.cause().issue();
    if (issue != null && !ISSUE.matcher(issue).matches()) {
      throw new IllegalArgumentException("'issue' is neither an address nor a commit: " + issue);
    }
  }

  private static void checkEvidence(CellRecord.Evidence evidence) {
    var folder = evidence.folder();
    if (folder != null
        && (!folder.startsWith(EVIDENCE)
            || List.of(folder.split("/", -1)).stream().anyMatch(UP::contains))) {
      throw new IllegalArgumentException(
          "'evidence' is no folder below %s: %s".formatted(EVIDENCE, folder));
    }
    if (evidence.imageBytes() != null) {
      notNegative("image_bytes", evidence.imageBytes());
    }
    evidence.criuStats().forEach((name, value) -> notNegative("criu_stats." + name, value));
    evidence.commands().forEach(c -> duration("ms of a command", c.ms()));
  }

  private Instant time(String field, String text) {
    Instant time;
    try {
      time = Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("'%s' is no time: %s".formatted(field, text), e);
    }
    if (time.isAfter(latest)) {
      throw new IllegalArgumentException("'%s' is in the future: %s".formatted(field, text));
    }
    if (time.isBefore(FIRST_CRIU)) {
      throw new IllegalArgumentException(
          "'%s' is before the first release of CRIU: %s".formatted(field, text));
    }
    return time;
  }

  private static void duration(String field, Double ms) {
    if (ms != null && !(ms >= 0 && Double.isFinite(ms))) {
      throw new IllegalArgumentException("'%s' is no duration: %s".formatted(field, ms));
    }
  }

  private static void notNegative(String field, long value) {
    if (value < 0) {
      throw new IllegalArgumentException("'%s' is negative: %d".formatted(field, value));
    }
  }

  private static void kernel(String release) {
    name("kernel", release, KERNEL);
  }

  private static void name(String field, String value, Pattern pattern) {
    if (!pattern.matcher(value).matches() || value.contains("..")) {
      throw new IllegalArgumentException("'%s' cannot be '%s'".formatted(field, value));
    }
  }
}

package org.criumatrix.junit;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.execution.CellResult;
import org.criumatrix.host.Exit;
import org.criumatrix.matrix.CauseDetails;
import org.criumatrix.matrix.Expectation;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.CellRecord.Cause;
import org.criumatrix.record.CellRecord.Command;
import org.criumatrix.verdict.Judge;
import org.criumatrix.verdict.Judgement;
import org.criumatrix.verdict.Prediction;
import org.criumatrix.verdict.Verdict;

/** Makes the record of a cell. */
final class Records {

  private static final String NO_LINE =
      "no line of matrix.csv matches this cell; its first line should be a catch-all";

  private static final String REFUSES =
      "CRIU refused, as the case wants it, and nothing was restored: the line of matrix.csv has to say"
          + " 'refuses', which ./criu-matrix update writes";

  private static final String UNTRIED =
      "untried: the case was played with the options of a profile in place of its own";

  private Records() {}

  static CellRecord of(
      Attempt attempt,
      String about,
      CellRecord.Axes axes,
      CellResult result,
      Optional<Expectation> expected,
      Prediction prediction,
      String hint) {
    var seen = result.outcome();
    var measured = seen.measured();
    return CellRecord.of(axes)
        .outcome(seen.verdict(), seen.phase(), seen.failure())
        .judged(judgement(result, expected), words(result, expected))
        .explained(
            cause(expected),
            seen.verdict() == Verdict.REFUSES && expected.filter(Expectation::works).isPresent()
                ? REFUSES
                : hint)
        .took(
            duration(measured.dumpMs()),
            frozen(measured.criuStats().get("frozen_time")),
            duration(measured.restoreMs()),
            duration(measured.wallMs()))
        .phases(durations(measured.phasesMs()))
        .imageBytes(measured.imageBytes())
        .evidence(attempt.evidence())
        .checks(seen.checks())
        .commands(result.calls().stream().map(Records::command).toList())
        .criuStats(measured.criuStats())
        .kernelLog(seen.kernelLog())
        .traits(result.traits().orElse(null))
        .options(result.options().orElse(null))
        .object(result.object().orAbout(about))
        .predicted(prediction)
        .stepsLost(measured.stepsLost())
        .harm(seen.harm())
        .attempt(attempt.number(), Instant.now().truncatedTo(ChronoUnit.MILLIS).toString())
        .build();
  }

  /** Judges a result by what is expected of the cell with the options that it had. */
  static Judgement judgement(CellResult result, Optional<Expectation> expected) {
    return result.hasOtherOptions()
        ? Judge.judgeUntried(result.outcome())
        : Judge.judge(result.outcome(), expected);
  }

  private static String words(CellResult result, Optional<Expectation> expected) {
    return result.hasOtherOptions() ? UNTRIED : expected.map(Expectation::describe).orElse(NO_LINE);
  }

  private static Cause cause(Optional<Expectation> expected) {
    var details =
        expected.filter(Expectation::fails).map(Expectation::details).orElse(CauseDetails.NONE);
    return new Cause(
        known(expected.map(Expectation::why).orElse("")),
        known(details.remedy().describe()),
        known(details.issue()),
        known(details.fixed()),
        known(details.kernel()));
  }

  private static String known(String text) {
    return text.isEmpty() ? null : text;
  }

  private static Command command(CriuCall call) {
    Exit exit = call.exit();
    return new Command(call.line(), exit.code() < 0 ? null : exit.code(), rounded(exit.ms()));
  }

  /** CRIU counts in microseconds. */
  private static Duration frozen(Long us) {
    return us == null ? null : Duration.of(us, ChronoUnit.MICROS);
  }

  private static Map<String, Duration> durations(Map<String, Double> ms) {
    var durations = new LinkedHashMap<String, Duration>();
    ms.forEach((part, value) -> durations.put(part, duration(value)));
    return durations;
  }

  private static Duration duration(Double ms) {
    return ms == null ? null : Duration.ofNanos(Math.round(ms * 1e6));
  }

  private static Double rounded(double ms) {
    return Math.round(ms * 1000) / 1000.0;
  }
}

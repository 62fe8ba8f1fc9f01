package org.criumatrix.trial;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.criumatrix.inventory.Inventory;
import org.criumatrix.inventory.Trait;
import org.criumatrix.matrix.Phase;
import org.criumatrix.program.Compared;
import org.criumatrix.program.Difference;
import org.criumatrix.program.Program;
import org.criumatrix.program.Readiness;
import org.criumatrix.program.Reference;
import org.criumatrix.program.RunResult;
import org.criumatrix.trial.Attempt.Refusal;
import org.criumatrix.verdict.Outcome.Measured;

/** Programs, attempts and reports for tests. */
final class Trials {

  private static final Measured MEASURED =
      new Measured(12.0, 34.0, 1000, 3L << 20, Map.of("frozen_time", 5000L));

  private Trials() {}

  static Program program() {
    return program(false, 0);
  }

  static Program onTerminal() {
    return program(true, 0);
  }

  static Program stoppedBy(int signal) {
    return program(false, signal);
  }

  private static Program program(boolean terminal, int stop) {
    return new Program(
        "simulate",
        List.of("./simulate"),
        Map.of(),
        Map.of(),
        "",
        Readiness.USUAL,
        terminal,
        stop,
        Duration.ZERO,
        Optional.empty(),
        List.of(),
        Compared.ALL);
  }

  private static TrialPlan plan() {
    return new TrialPlan(
        program(),
        List.of("./simulate", "--steps", "1000"),
        Path.of("/home/user/job"),
        Moments.of(List.of(), null, 0, 1),
        List.of(),
        List.of(),
        false,
        Optional.empty(),
        false,
        false,
        Duration.ofSeconds(60),
        Duration.ofSeconds(60),
        "70%",
        Path.of("/tmp/out"));
  }

  static Inventory holds(String... traits) {
    var all = List.of(traits).stream().map(t -> new Trait(t, 1, 0)).toList();
    return new Inventory(all, List.of(), 1, "6.18.1", "simulate");
  }

  static RunResult prints(String... lines) {
    return new RunResult(OptionalInt.of(0), List.of(lines), List.of(), List.of(), new TreeMap<>());
  }

  static Attempt works(String... way) {
    return attempt(Optional.empty(), null, false, List.of(), List.of(), way);
  }

  static Attempt changed(Difference... differences) {
    return attempt(Optional.empty(), null, false, List.of(differences), List.of());
  }

  static Attempt fails(Phase phase, String error, boolean unharmed, Difference... differences) {
    return attempt(Optional.of(phase), error, unharmed, List.of(differences), List.of());
  }

  /** Returns an attempt that works with options after an error without them. */
  static Attempt worksAfter(String error, String why, String... way) {
    var refusal = new Refusal(List.of(), Phase.DUMP, error, why, "", List.of(way));
    return attempt(Optional.empty(), null, false, List.of(), List.of(refusal), way);
  }

  private static Attempt attempt(
      Optional<Phase> failed,
      String error,
      boolean unharmed,
      List<Difference> differences,
      List<Refusal> refusals,
      String... way) {
    return new Attempt(
        Duration.ofMillis(1500),
        List.of(way),
        refusals,
        failed,
        error,
        unharmed,
        differences,
        Optional.of(holds("pipe", "tcp-established")),
        Optional.of(holds("pipe")),
        MEASURED,
        List.of("criu dump"),
        "evidence/run-3");
  }

  static BuildAnswer answer(Attempt... attempts) {
    var last = attempts[attempts.length - 1];
    return new BuildAnswer(
        "4.3", "root", Optional.empty(), List.of(attempts), last.way(), Set.of());
  }

  static BuildAnswer unavailable(String reason) {
    return new BuildAnswer("4.3", "root", Optional.of(reason), List.of(), List.of(), Set.of());
  }

  static TrialReport report(BuildAnswer... answers) {
    var one = prints("pid 1", "sum 5");
    return new TrialReport(
        plan(),
        new Reference(one, prints("pid 2", "sum 5"), Compared.ALL),
        Duration.ofMillis(500),
        Duration.ofSeconds(5),
        List.of("an uninterrupted run ends with exit code 3: no input"),
        "6.18.1",
        List.of(answers),
        Duration.ofSeconds(30));
  }
}

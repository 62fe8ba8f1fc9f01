package org.criumatrix.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.criumatrix.advice.CriuOption;
import org.criumatrix.host.Shell;
import org.criumatrix.inventory.Inventory;
import org.criumatrix.inventory.TraitRule;
import org.criumatrix.matrix.Phase;
import org.criumatrix.report.Sheet;
import org.criumatrix.report.Sheet.Table;
import org.criumatrix.report.Sheet.Tone;
import org.criumatrix.trial.Attempt.Effect;

/** The page of a trial: everything that was done and seen. */
public final class TrialSheet {

  private TrialSheet() {}

  /** Returns the page as tables. */
  public static Sheet of(TrialReport report) {
    var plan = report.plan();
    var intro = new ArrayList<String>();
    intro.add("In %s, on Linux %s.".formatted(plan.folder(), report.kernel()));
    intro.add(
        "Two uninterrupted runs took %s, and the program was ready after %s."
            .formatted(TrialText.seconds(report.whole()), TrialText.seconds(report.ready())));
    var varying = report.reference().varying();
    intro.add(
        varying.isEmpty()
            ? "Their results are the same, and everything was compared."
            : "Their results differ in these places, which were not compared: "
                + String.join(", ", varying)
                + ".");
    report.notes().forEach(note -> intro.add("Note: " + note + "."));
    var tables = new ArrayList<Table>();
    tables.add(answers(report));
    report.answers().stream().filter(a -> a.unavailable().isEmpty()).forEach(a -> add(a, tables));
    var outside = Complaints.outside(report.reference().result());
    tables.add(
        new Table(
            "Files that it writes outside of its folder",
            Tone.PLAIN,
            List.of("file"),
            outside.stream().map(List::of).toList()));
    return new Sheet("Can it be checkpointed? " + Shell.quote(plan.command()), intro, tables);
  }

  private static Table answers(TrialReport report) {
    var rows =
        report.answers().stream()
            .map(
                a ->
                    List.of(
                        "CRIU %s as %s".formatted(a.criu(), a.privilege()),
                        a.unavailable()
                            .map(reason -> "cannot be tried here: " + reason)
                            .orElseGet(() -> TrialText.sentence(a)),
                        String.join(" ", a.capabilities()),
                        a.unavailable().isPresent() ? "" : commands(a)))
            .toList();
    var works =
        report.answers().stream()
            .anyMatch(a -> a.unavailable().isEmpty() && a.effect() == Effect.WORKS);
    return new Table(
        "Answers",
        works ? Tone.GOOD : Tone.BAD,
        List.of("build", "answer", "file capabilities", "commands"),
        rows);
  }

  private static String commands(BuildAnswer answer) {
    return "%s; %s".formatted(answer.commands().dump(), answer.commands().restore());
  }

  private static void add(BuildAnswer answer, List<Table> tables) {
    var title = "CRIU %s as %s: ".formatted(answer.criu(), answer.privilege());
    tables.add(
        new Table(
            title + "runs that were dumped and restored",
            Tone.PLAIN,
            List.of(
                "dumped after", "options", "result", "dump", "frozen", "restore", "images", "logs"),
            answer.attempts().stream().map(TrialSheet::attempt).toList()));
    tables.add(
        new Table(
            title + "what was refused or failed on the way",
            Tone.PLAIN,
            List.of("options", "phase", "error", "cause", "what makes it work", "tried next"),
            answer.attempts().stream()
                .flatMap(a -> a.refusals().stream())
                .distinct()
                .map(
                    r ->
                        List.of(
                            r.options().isEmpty() ? "none" : String.join(" ", r.options()),
                            r.phase().key(),
                            r.error(),
                            r.why(),
                            r.remedy(),
                            String.join(" ", r.tried())))
                .toList()));
    tables.add(
        new Table(
            title + "differences from uninterrupted runs",
            Tone.PLAIN,
            List.of("where", "seen", "uninterrupted", "about times"),
            answer.attempts().stream()
                .flatMap(a -> a.differences().stream())
                .map(d -> List.of(d.where(), d.seen(), d.expected(), d.isTime() ? "yes" : ""))
                .toList()));
    answer.worst().ifPresent(worst -> add(title, worst, tables));
    tables.add(
        new Table(
            title + "what the options mean",
            Tone.PLAIN,
            List.of("option", "meaning"),
            answer.way().stream()
                .flatMap(o -> CriuOption.find(o).stream())
                .map(o -> List.of(o.name(), o.meaning()))
                .toList()));
  }

  private static void add(String title, Attempt worst, List<Table> tables) {
    var rows = new ArrayList<List<String>>();
    worst.before().ifPresent(before -> held(before, worst, rows));
    worst
        .after()
        .ifPresent(
            after ->
                Held.onlyIn(after, worst.before().orElse(after))
                    .forEach(
                        t ->
                            rows.add(
                                List.of(
                                    t.toString(), "", "yes", TraitRule.meaning(t.name()), ""))));
    tables.add(
        new Table(
            title + "what it held",
            Tone.PLAIN,
            List.of("trait", "before the dump", "after the restore", "meaning", "where"),
            rows));
    tables.add(
        new Table(
            title + "the calls of CRIU, as they were made",
            Tone.PLAIN,
            List.of("command"),
            worst.commands().stream().map(List::of).toList()));
  }

  private static void held(Inventory before, Attempt worst, List<List<String>> rows) {
    for (var trait : before.traits()) {
      var after = worst.after();
      var there =
          after.isEmpty()
              ? ""
              : after.get().traits().stream().anyMatch(t -> t.name().equals(trait.name()))
                  ? "yes"
                  : "no";
      rows.add(
          List.of(
              trait.toString(),
              "yes",
              there,
              TraitRule.meaning(trait.name()),
              String.join("; ", trait.places())));
    }
  }

  private static List<String> attempt(Attempt attempt) {
    var measured = attempt.measured();
    var frozen = measured.criuStats().get("frozen_time");
    var result =
        attempt.works()
            ? "the same as uninterrupted runs"
            : attempt
                .failed()
                .map(Phase::key)
                .map(phase -> "fails at %s: %s".formatted(phase, attempt.error()))
                .orElseGet(
                    () ->
                        attempt.differences().stream()
                            .filter(d -> !d.isTime())
                            .map(Object::toString)
                            .collect(Collectors.joining("; ")));
    return List.of(
        TrialText.seconds(attempt.moment()),
        attempt.way().isEmpty() ? "none" : String.join(" ", attempt.way()),
        result,
        TrialText.ms(measured.dumpMs()),
        frozen == null ? "" : TrialText.ms(frozen / 1e3),
        TrialText.ms(measured.restoreMs()),
        TrialText.size(measured.imageBytes()),
        attempt.evidence());
  }
}

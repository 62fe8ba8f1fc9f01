package org.criumatrix.trial;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.criumatrix.advice.CriuOption;
import org.criumatrix.advice.Needs;
import org.criumatrix.host.Shell;
import org.criumatrix.inventory.Trait;
import org.criumatrix.inventory.TraitRule;
import org.criumatrix.program.Difference;
import org.criumatrix.trial.Attempt.Effect;

/** The answer for a terminal: one screen. */
public final class TrialText {

  private static final int WIDTH = 110;
  private static final int MAX_LISTED = 4;
  private static final String INDENT = "  ";

  private final TrialReport report;
  private final BinaryOperator<String> paint;
  private final StringBuilder out = new StringBuilder();

  /**
   * @param paint of a style and words
   */
  public TrialText(TrialReport report, BinaryOperator<String> paint) {
    this.report = report;
    this.paint = paint;
  }

  /** Returns the text. */
  public String text(Path page) {
    var plan = report.plan();
    line("%s  (in %s)", Shell.quote(plan.command()), plan.folder());
    line(
        "Linux %s. Uninterrupted it takes %s, and is ready after %s.",
        report.kernel(), seconds(report.whole()), seconds(report.ready()));
    var varying = report.reference().varying();
    if (!varying.isEmpty()) {
      wrapped("", "Two such runs differ, and this is not compared: " + listed(varying));
    }
    report.notes().forEach(note -> wrapped("", "Note: " + note + "."));
    var outside = Complaints.outside(report.reference().result());
    if (!outside.isEmpty()) {
      wrapped(
          "",
          "It writes outside of its folder, and a restore elsewhere needs these files, too: "
              + listed(outside)
              + ". The machine's own were left alone.");
    }
    for (var answer : report.answers()) {
      out.append('\n');
      answer(answer);
    }
    line("Details     %s", page);
    return out.toString();
  }

  private void answer(BuildAnswer answer) {
    var title = "CRIU %s as %s".formatted(answer.criu(), answer.privilege());
    if (answer.unavailable().isPresent()) {
      line("%s  cannot be tried here", title);
      wrapped(INDENT, answer.unavailable().get());
      return;
    }
    line("%s  %s", title, painted(answer.effect(), sentence(answer)));
    answer.worst().ifPresent(worst -> failure(answer, worst));
    refusals(answer);
    changes(answer);
    if (answer.effect() == Effect.WORKS || answer.effect() == Effect.CHANGED) {
      measured(answer);
      commands(answer);
    }
  }

  /** Returns whether a build needs no options, or was not tried. */
  public static boolean isPlain(BuildAnswer answer) {
    return answer.way().isEmpty();
  }

  static String sentence(BuildAnswer answer) {
    var way = String.join(" ", answer.way());
    return switch (answer.effect()) {
      case WORKS -> way.isEmpty() ? "works" : "works with " + way;
      case REFUSED -> "is refused: CRIU does not dump it, and it continues unharmed";
      case LOST -> "loses the job";
      case DIES -> "loses the job: it dies right after the restore";
      case CHANGED -> "comes back changed: its results are different";
      case UNKNOWN -> "cannot tell";
    };
  }

  private String painted(Effect effect, String words) {
    var style =
        switch (effect) {
          case WORKS -> "bold,green";
          case UNKNOWN, REFUSED -> "bold,yellow";
          case CHANGED, DIES, LOST -> "bold,red";
        };
    return paint.apply(style, words);
  }

  private void failure(BuildAnswer answer, Attempt worst) {
    if (worst.works()) {
      var times =
          answer.decisive().stream()
              .map(a -> seconds(a.moment()))
              .collect(Collectors.joining(", "));
      wrapped(
          INDENT,
          "dumped after %s, gone, restored; then the same %s as uninterrupted runs"
              .formatted(times, same(worst)));
      return;
    }
    worst
        .failed()
        .ifPresent(
            phase ->
                wrapped(
                    INDENT,
                    "fails at %s, %s into the run: %s"
                        .formatted(phase.key(), seconds(worst.moment()), worst.error())));
    worst.differences().stream()
        .filter(d -> !d.isTime())
        .limit(MAX_LISTED)
        .forEach(d -> wrapped(INDENT, "dumped after " + seconds(worst.moment()) + ": " + d));
    if (worst.effect() == Effect.REFUSED || worst.effect() == Effect.LOST) {
      wrapped(INDENT, "what may help: " + instead(answer));
    }
  }

  private static String instead(BuildAnswer answer) {
    var known =
        answer.attempts().stream()
            .flatMap(a -> a.refusals().stream())
            .map(Attempt.Refusal::remedy)
            .filter(r -> !r.isEmpty())
            .reduce((earlier, later) -> later);
    if (known.isPresent()) {
      return known.get();
    }
    return answer.effect() == Effect.REFUSED
        ? "'criu-matrix advise -- COMMAND' lists what it holds that stands in the way; the program's own checkpoints"
        : "do not checkpoint it with this CRIU; another build (--criu '*'), or the program's own checkpoints";
  }

  private String same(Attempt attempt) {
    var times = attempt.differences().stream().filter(Difference::isTime).toList();
    return (report.plan().program().client().isPresent()
            ? "exit code, output and files, and the same output of its client,"
            : "exit code, output and files")
        + (times.isEmpty() ? "" : " (except times, such as in %s)".formatted(times.get(0).where()));
  }

  private void refusals(BuildAnswer answer) {
    answer.attempts().stream()
        .flatMap(a -> a.refusals().stream())
        .distinct()
        .limit(MAX_LISTED)
        .forEach(
            r ->
                wrapped(
                    INDENT,
                    "%s: %s fails, %s%s"
                        .formatted(
                            r.options().isEmpty()
                                ? "without options"
                                : "with " + String.join(" ", r.options()),
                            r.phase().key(),
                            r.error(),
                            r.why().isEmpty() ? "" : ". " + r.why())));
  }

  /** What it held before and does not hold afterwards, or the other way round. */
  private void changes(BuildAnswer answer) {
    answer
        .worst()
        .filter(a -> a.before().isPresent() && a.after().isPresent())
        .ifPresent(
            a -> {
              var gone = Held.onlyIn(a.before().get(), a.after().get());
              var added = Held.onlyIn(a.after().get(), a.before().get());
              if (!gone.isEmpty()) {
                wrapped(INDENT, "held before the dump, not after the restore: " + traits(gone));
              }
              if (!added.isEmpty()) {
                wrapped(INDENT, "held after the restore, not before the dump: " + traits(added));
              }
            });
  }

  private static String traits(List<Trait> traits) {
    return traits.stream()
        .limit(MAX_LISTED)
        .map(t -> "%s (%s)".formatted(t, TraitRule.meaning(t.name())))
        .collect(Collectors.joining(", "));
  }

  private void measured(BuildAnswer answer) {
    var attempts = answer.decisive();
    var last = attempts.get(attempts.size() - 1).measured();
    var frozen = last.criuStats().get("frozen_time");
    line(
        "%sdump %s%s, restore %s, images %s",
        INDENT,
        ms(last.dumpMs()),
        frozen == null ? "" : " (frozen for %s)".formatted(ms(frozen / 1e3)),
        ms(last.restoreMs()),
        size(last.imageBytes()));
  }

  private void commands(BuildAnswer answer) {
    if (report.plan().isContained()) {
      wrapped(INDENT, "A container's engine calls CRIU, and names the container's mounts to it.");
      return;
    }
    var pair = answer.commands();
    out.append('\n');
    line("    %s", pair.dump());
    line("    %s", pair.restore());
    var words = new ArrayList<>(List.of("criu-job"));
    words.addAll(Needs.criuJob(answer.way()));
    words.add(Shell.quote(report.plan().command()));
    line("    %s", String.join(" ", words));
    wrapped(
        INDENT,
        "The last one is for batch jobs; criu-job is in the suite's folder contrib. PID is the program's first process.");
    if (!answer.capabilities().isEmpty()) {
      wrapped(
          INDENT, "CRIU needs these file capabilities: " + String.join(" ", answer.capabilities()));
    }
    answer.way().stream()
        .flatMap(o -> CriuOption.find(o).stream())
        .forEach(o -> wrapped(INDENT, "%s: %s".formatted(o.name(), o.meaning())));
    out.append('\n');
  }

  private static String listed(List<String> all) {
    var shown = String.join(", ", all.subList(0, Math.min(MAX_LISTED, all.size())));
    return all.size() > MAX_LISTED
        ? shown + ", and %d more".formatted(all.size() - MAX_LISTED)
        : shown;
  }

  static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
  }

  static String ms(Double value) {
    return value == null ? "?" : String.format(Locale.ROOT, "%.0f ms", value);
  }

  static String size(Long bytes) {
    return bytes == null
        ? "of unknown size"
        : String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1 << 20));
  }

  private void wrapped(String indent, String text) {
    var line = new StringBuilder(indent);
    for (var word : text.strip().split("\\s+")) {
      if (line.length() + word.length() > WIDTH && line.length() > indent.length()) {
        out.append(line.toString().stripTrailing()).append('\n');
        line.setLength(0);
        line.append(indent).append("  ");
      }
      line.append(word).append(' ');
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }

  private void line(String form, Object... values) {
    out.append(form.formatted(values).stripTrailing()).append('\n');
  }
}

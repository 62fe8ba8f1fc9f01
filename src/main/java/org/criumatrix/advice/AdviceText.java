package org.criumatrix.advice;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.criumatrix.inventory.Trait;
import org.criumatrix.inventory.TraitRule;
import org.criumatrix.matrix.CauseDetails;
import org.criumatrix.matrix.Plan;
import org.criumatrix.matrix.TraitSize;

/** The advice as people read it on a terminal. */
public final class AdviceText {

  private static final int WIDTH = 100;
  private static final String INDENT = " ".repeat(12);

  private final Question question;
  private final BinaryOperator<String> paint;
  private final boolean all;
  private final StringBuilder out = new StringBuilder();

  /**
   * @param paint colours a text: the style's name and the text
   * @param all whether to list what is fine, too
   */
  public AdviceText(Question question, BinaryOperator<String> paint, boolean all) {
    this.question = question;
    this.paint = paint;
    this.all = all;
  }

  /**
   * @param target the process in words
   * @param advice for the build that the caller uses
   * @param commands for this advice
   * @param others for further builds
   */
  public String of(String target, Advice advice, CommandPair commands, List<Advice> others) {
    line(
        "%s, CRIU %s as %s, Linux %s",
        target, advice.criu(), question.privilege(), question.kernel());
    question.plans().stream()
        .filter(p -> p != Plan.PREPARED)
        .forEach(p -> line("  plan          %s: %s", p.key(), p.meaning()));
    line("");
    line("  %s", paint.apply(style(advice.answer()), headline(advice)));
    if (advice.answer() != Answer.FAILS) {
      commands(commands);
    }
    line("");
    findings(advice);
    hidden(advice);
    line("");
    if (advice.answer() != Answer.FAILS) {
      needs(advice);
    }
    others(others);
    return out.toString();
  }

  private static String style(Answer answer) {
    return switch (answer) {
      case WORKS -> "green,bold";
      case WORKS_WITH_CHANGES -> "yellow,bold";
      case FAILS -> "red,bold";
      case UNKNOWN -> "bold";
    };
  }

  private static String headline(Advice advice) {
    var remains =
        advice.withOptions().stream()
            .filter(f -> f.cause().isPresent())
            .map(Finding::effect)
            .collect(Collectors.toSet());
    return switch (advice.answer()) {
      case WORKS -> "It can be checkpointed and restored as it is:";
      case WORKS_WITH_CHANGES ->
          remains.isEmpty()
              ? "It can be checkpointed and restored with these options:"
              : "It can be checkpointed and restored, but " + harm(remains) + ":";
      case FAILS -> "It cannot be checkpointed: " + harm(remains) + ".";
      case UNKNOWN ->
          (advice.isKnown()
                  ? "Cannot tell: no run has tried everything that it holds."
                  : "Cannot tell: no run has tried CRIU " + advice.criu() + ".")
              + " On a copy, these would:";
    };
  }

  private static String harm(Set<Effect> effects) {
    if (effects.contains(Effect.REFUSED)) {
      return "CRIU refuses, and the program continues";
    }
    if (effects.contains(Effect.LOST)) {
      return "the dump ends well, but its images cannot be restored, so the program would be lost";
    }
    if (effects.contains(Effect.DIES)) {
      return "it would be restored and end at once";
    }
    return effects.contains(Effect.CHANGED)
        ? "something comes back changed"
        : "something stays behind on the machine";
  }

  private void commands(CommandPair commands) {
    line("");
    if (!commands.file().isEmpty()) {
      line("    # /etc/criu/runc.conf:");
      commands.file().forEach(l -> line("    #   %s", l));
    }
    line("    %s", commands.dump());
    line("    %s", commands.restore());
    if (!commands.impossible().isEmpty()) {
      line(
          "    %s has no option for %s; put them into /etc/criu/runc.conf",
          question.runtime(), String.join(" ", commands.impossible()));
    }
  }

  private void findings(Advice advice) {
    for (var finding : advice.solved()) {
      if (finding.cause().isPresent()) {
        finding("solved", "yellow", finding);
      } else {
        solved(finding);
      }
    }
    for (var finding : advice.withOptions()) {
      if (finding.cause().isPresent()) {
        finding(finding.effect().key(), finding.effect().isFatal() ? "red" : "yellow", finding);
      }
    }
    for (var finding : advice.withOptions()) {
      if (finding.effect() == Effect.UNTRIED) {
        untried(finding, advice.criu());
      }
    }
    var fine = advice.withOptions().stream().filter(f -> f.effect() == Effect.FINE).toList();
    if (all) {
      fine.forEach(this::fine);
    } else if (!fine.isEmpty()) {
      line(
          "  %s      %d further traits; --all lists them",
          paint.apply("green", "fine"), fine.size());
    }
  }

  private void finding(String word, String style, Finding finding) {
    var cause = finding.cause().orElseThrow();
    var details = cause.details();
    head(word, style, finding.traits().isEmpty() ? "any program" : names(finding.traits()));
    places(finding.traits());
    var where =
        cause
            .at()
            .map(phase -> "at %s: %s. ".formatted(phase.key(), ErrorText.of(cause).strip()))
            .orElse("silently: ");
    wrapped(where + (cause.loses() ? cause.why() : capitalized(cause.why())));
    if (details.remedy().isKnown()) {
      var size = TraitSize.format(finding.bytes());
      wrapped("→ " + details.remedy().text().replace("=SIZE", "=" + size) + proof(details));
    } else if (!details.remedy().text().isEmpty()) {
      wrapped("→ " + details.remedy().text());
    }
    if (!details.fixed().isEmpty()) {
      wrapped("→ fixed in CRIU " + details.fixed());
    }
    if (!details.issue().isEmpty()) {
      wrapped(details.issue());
    }
  }

  private static String capitalized(String sentence) {
    return sentence.isEmpty()
        ? ""
        : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }

  private static String proof(CauseDetails details) {
    var by = details.remedy().provenBy();
    return by.isEmpty() ? "" : "  (shown by %s)".formatted(by);
  }

  /** Nothing is known of it without options that every run had. */
  private void solved(Finding finding) {
    var trait = finding.traits().get(0);
    var tried = finding.tried().get(0);
    head("solved", "yellow", trait.toString());
    wrapped(
        "%s; tried with %s only (%d cells)"
            .formatted(
                TraitRule.meaning(trait.name()), String.join(" ", tried.with()), tried.cells()));
  }

  private void untried(Finding finding, String criu) {
    var trait = finding.traits().get(0);
    head("untried", "bold", trait.toString());
    places(finding.traits());
    wrapped(
        "%s; no run has tried it with CRIU %s".formatted(TraitRule.meaning(trait.name()), criu));
  }

  private void fine(Finding finding) {
    var trait = finding.traits().get(0);
    var tried = finding.tried().get(0);
    line(
        "  %s  %s: %s; %d cells, such as %s",
        paint.apply("green", "%-8s".formatted("fine")),
        trait,
        TraitRule.meaning(trait.name()),
        tried.cells(),
        tried.example());
  }

  private void places(List<Trait> traits) {
    for (var trait : traits) {
      if (!trait.places().isEmpty()) {
        var more = trait.count() > trait.places().size() ? "; …" : "";
        wrapped(String.join("; ", trait.places()) + more);
      }
    }
  }

  private void head(String word, String style, String what) {
    line("  %s  %s", paint.apply(style, "%-8s".formatted(word)), what);
  }

  private static String names(List<Trait> traits) {
    return traits.stream()
        .map(t -> t.count() > 1 ? "%s (%d)".formatted(t, t.count()) : t.toString())
        .collect(joining(", "));
  }

  private void hidden(Advice advice) {
    if (!advice.hidden().isEmpty()) {
      head("hidden", "bold", "this account cannot see everything; run it as root");
      advice.hidden().forEach(this::wrapped);
    }
  }

  private void needs(Advice advice) {
    line(
        "  CRIU needs    root, or as an ordinary account %s",
        String.join(" ", Needs.capabilities(advice.options())));
    if (question.runtime().equals("none")) {
      var words = new ArrayList<>(List.of("criu-job"));
      words.addAll(Needs.criuJob(advice.options()));
      words.add("PROGRAM …");
      line("  batch job     %s", String.join(" ", words));
    }
  }

  private void others(List<Advice> others) {
    for (var other : others) {
      var cause = other.withOptions().stream().filter(f -> f.effect().isFatal()).findFirst();
      line(
          "  CRIU %-8s %s%s",
          other.criu(),
          other.answer().words(),
          cause
              .map(
                  f ->
                      ", "
                          + f.effect().key()
                          + ": "
                          + ErrorText.of(f.cause().orElseThrow()).strip())
              .orElseGet(() -> untried(other)));
    }
  }

  private static String untried(Advice advice) {
    var names =
        advice.withOptions().stream()
            .filter(f -> f.effect() == Effect.UNTRIED)
            .map(f -> f.traits().get(0).name())
            .collect(joining(", "));
    return names.isEmpty() ? "" : ", untried: " + names;
  }

  private void wrapped(String text) {
    var line = new StringBuilder(INDENT);
    for (var word : text.split(" ")) {
      if (line.length() + word.length() > WIDTH && line.length() > INDENT.length()) {
        out.append(line.toString().stripTrailing()).append('\n');
        line.setLength(INDENT.length());
      }
      line.append(word).append(' ');
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }

  private void line(String form, Object... values) {
    out.append(form.formatted(values).stripTrailing()).append('\n');
  }
}

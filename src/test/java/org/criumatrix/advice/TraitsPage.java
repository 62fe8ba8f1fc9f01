package org.criumatrix.advice;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.criumatrix.inventory.TraitRule;
import org.criumatrix.matrix.Expectation;
import org.criumatrix.matrix.MatrixFile;
import org.criumatrix.matrix.Plan;
import org.criumatrix.matrix.VersionOrder;

/** docs/traits.md: each trait with what CRIU does about it, from matrix.csv and evidence.csv. */
public final class TraitsPage {

  private static final String TEXT =
      """
      # Traits

      What a process tree holds or is, as far as it matters to a checkpoint, and what CRIU does about it. `./criu-matrix inventory PID` lists
      the traits of a running process and its descendants, without stopping it; a size is that of the largest object. `--json` prints
      everything that was seen, in the form of [`inventory.schema.json`](inventory.schema.json). `./criu-matrix advise`
      looks up what a process holds.

      Made by `TraitsPageTest` from three files: [`traits.csv`](../src/main/resources/org/criumatrix/inventory/traits.csv) has each trait with
      the conditions under which an object has it, [`matrix.csv`](../matrix.csv) the causes, and
      [`evidence.csv`](../src/main/resources/org/criumatrix/advice/evidence.csv) what programs came back with. A file that the account may not
      read can hide traits; the command lists such files.

      %s
      *Comes back*: programs that hold it were restored and gave the answer of an uninterrupted run, in this number of cells. *Untried*: no
      run has shown what happens. Unless a cause says otherwise, it is about every privilege but `unprivileged`, with which CRIU refuses
      everything outside of containers.

      %s
      ## Plans

      How a program is checkpointed if it is not a plain call of CRIU that is restored where it was dumped. Lines of `matrix.csv` have plans and
      options in the column `with`.

      | Plan | Meaning | What CRIU does |
      |---|---|---|
      %s

      ## What holds for every program

      %s

      ## Causes

      Of several causes, CRIU meets the last one first.

      %s
      """;

  private static final String USUAL_PRIVILEGE = "!unprivileged";

  /** Titles of the tables, by what the traits are of. */
  private static final Map<String, String> GROUPS = groups();

  /** A line of matrix.csv that knows a failure of any program. */
  private record Cause(int number, Expectation line, String criu, String privilege, String kernel) {

    private String link() {
      return "[%s](#cause-%d)".formatted(effect(), number);
    }

    private String effect() {
      return Effect.of(line).key();
    }

    /** Returns {@code without `--x` or `--y`, in CRIU `4.1.*`}; empty: always. */
    private String condition() {
      var parts = new ArrayList<String>();
      words(w -> !w.startsWith("!")).forEach(w -> parts.add("with " + code(w)));
      var missing = words(w -> w.startsWith("!")).stream().map(w -> code(w.substring(1))).toList();
      if (!missing.isEmpty()) {
        parts.add("without " + String.join(" or ", missing));
      }
      if (!criu.equals("*")) {
        parts.add("in CRIU " + code(criu));
      }
      if (!kernel.equals("*")) {
        parts.add("on Linux " + code(kernel));
      }
      if (!privilege.equals("*") && !privilege.equals(USUAL_PRIVILEGE)) {
        parts.add("as " + code(privilege));
      }
      return String.join(", ", parts);
    }

    private List<String> words(Predicate<String> wanted) {
      var with = line.details().with();
      return Stream.of(with.split(" +")).filter(w -> !w.isEmpty()).filter(wanted).toList();
    }

    /**
     * @param trait empty: the trait that it is about goes without saying
     */
    private String shortly(String trait) {
      var condition =
          Stream.of(traits(trait), condition()).filter(c -> !c.isEmpty()).collect(joining(", "));
      return condition.isEmpty() ? link() : link() + " " + condition;
    }

    /** Returns what else a program with a trait holds, {@code above 1M, unless `own-ipc-ns`}. */
    private String traits(String trait) {
      var parts = new ArrayList<String>();
      for (var word : line.details().holds().split(" +")) {
        var names = List.of(word.replaceFirst("^!", "").replaceFirst(">.*", "").split("\\|"));
        if (trait.isEmpty() || word.isEmpty()) {
          continue;
        }
        if (!names.contains(trait)) {
          var words = names.stream().map(TraitsPage::code).collect(joining(" or "));
          parts.add((word.startsWith("!") ? "unless " : "together with ") + words);
        } else if (word.contains(">")) {
          parts.add("above " + word.replaceFirst(".*>", ""));
        }
      }
      return String.join(", ", parts);
    }

    private String details() {
      var details = line.details();
      var lines = new ArrayList<String>();
      lines.add("### Cause " + number);
      lines.add("");
      lines.add(
          line.loses()
              ? "**%s** silently".formatted(effect())
              : "**%s** at `%s`: %s"
                  .formatted(
                      effect(),
                      line.at().orElseThrow().key(),
                      line.error().isEmpty() ? "any error" : code(line.error())));
      lines.add("");
      lines.add(escape(line.why()) + ".");
      lines.add("");
      lines.add("- holds: " + (details.holds().isEmpty() ? "anything" : code(details.holds())));
      var condition = condition();
      if (!condition.isEmpty()) {
        lines.add("- only " + condition);
      }
      var remedy = details.remedy();
      if (!remedy.text().isEmpty()) {
        lines.add(
            "- what makes it work: "
                + escape(remedy.text())
                + (remedy.provenBy().isEmpty() ? "" : " (" + code(remedy.provenBy()) + ")"));
      }
      if (!details.fixed().isEmpty()) {
        lines.add("- fixed in CRIU " + details.fixed());
      }
      if (!details.issue().isEmpty()) {
        var isAddress = details.issue().matches("https?://\\S+");
        lines.add((isAddress ? "- issue: <%s>" : "- commit: `%s`").formatted(details.issue()));
      }
      lines.add("");
      return String.join("\n", lines);
    }
  }

  /**
   * Programs that held a trait and came back.
   *
   * @param with the options that all of them were given, separated by blanks
   */
  public record Evidenced(String trait, String criu, int cells, String with) {}

  private final List<Cause> causes;
  private final Collection<Evidenced> evidence;

  private TraitsPage(List<Cause> causes, Collection<Evidenced> evidence) {
    this.causes = causes;
    this.evidence = evidence;
  }

  public static String text(
      List<TraitRule> traits, MatrixFile file, Collection<Evidenced> evidence) {
    return new TraitsPage(causes(file.knowledge()), evidence).text(traits);
  }

  private static Map<String, String> groups() {
    var groups = new LinkedHashMap<String, String>();
    groups.put("descriptor", "Descriptors");
    groups.put("mapping", "Mappings");
    groups.put("process", "Processes");
    groups.put("thread", "Threads");
    groups.put("tree", "The whole tree, and who calls CRIU");
    return groups;
  }

  private static List<Cause> causes(MatrixFile knowledge) {
    var causes = new ArrayList<Cause>();
    for (var line : knowledge.expectations()) {
      if (line.fails() || line.loses()) {
        var fields = knowledge.fields(line.line());
        causes.add(new Cause(causes.size() + 1, line, fields.get(1), fields.get(2), fields.get(5)));
      }
    }
    return causes;
  }

  private String text(List<TraitRule> traits) {
    return TEXT.formatted(
        Arrays.stream(Effect.values())
            .filter(e -> e != Effect.UNTRIED && e != Effect.FINE)
            .map(
                e ->
                    "- *%s*"
                        .formatted(e.meaning().replaceFirst(":", "*:"))
                        .replaceFirst("\\*$", ""))
            .collect(joining("\n", "", "\n")),
        GROUPS.keySet().stream().map(of -> table(of, traits)).collect(joining("\n")),
        Arrays.stream(Plan.values()).map(this::row).collect(joining("\n")),
        everyProgram(),
        causes.stream().map(Cause::details).collect(joining("\n")).stripTrailing());
  }

  private String table(String of, List<TraitRule> traits) {
    return traits.stream()
        .filter(t -> t.of().equals(of))
        .map(this::row)
        .collect(
            joining(
                "\n",
                "## %s\n\n| Trait | Meaning | What CRIU does |\n|---|---|---|\n"
                    .formatted(GROUPS.get(of)),
                "\n"));
  }

  private String row(TraitRule trait) {
    return "| `%s`%s | %s | %s |"
        .formatted(
            trait.name(),
            trait.size().isEmpty() ? "" : ":SIZE",
            escape(trait.meaning()),
            done(trait.name()));
  }

  private String done(String trait) {
    var own = causes.stream().filter(c -> c.line().details().traits().contains(trait)).toList();
    return own.isEmpty() ? comesBack(trait) : shortly(own, trait);
  }

  private static String shortly(Collection<Cause> causes, String trait) {
    return causes.stream().map(c -> c.shortly(trait)).collect(joining("; "));
  }

  private String comesBack(String trait) {
    var newest =
        evidence.stream()
            .filter(e -> e.trait().equals(trait) && e.cells() > 0)
            .map(Evidenced::criu)
            .max(VersionOrder.OLDEST_FIRST);
    if (newest.isEmpty()) {
      return "untried";
    }
    var own =
        evidence.stream()
            .filter(e -> e.trait().equals(trait) && e.criu().equals(newest.get()))
            .toList();
    var options = new TreeSet<>(List.of(own.get(0).with().split(" +")));
    own.forEach(e -> options.retainAll(List.of(e.with().split(" +"))));
    options.remove("");
    var cells = own.stream().mapToInt(Evidenced::cells).sum();
    return "comes back%s (%d %s with CRIU %s)"
        .formatted(
            options.isEmpty()
                ? ""
                : " with " + options.stream().map(TraitsPage::code).collect(joining(" ")),
            cells,
            cells == 1 ? "cell" : "cells",
            newest.get());
  }

  private String row(Plan plan) {
    var own = causes.stream().filter(c -> !c.words(plan.key()::equals).isEmpty()).toList();
    var avoided =
        causes.stream()
            .filter(c -> !c.words(("!" + plan.key())::equals).isEmpty())
            .map(Cause::link)
            .collect(joining(", "));
    return "| `%s` | %s | %s |"
        .formatted(
            plan.key(),
            plan.meaning(),
            Stream.of(shortly(own, ""), avoided.isEmpty() ? "" : "avoids " + avoided)
                .filter(t -> !t.isEmpty())
                .collect(joining("; ")));
  }

  private String everyProgram() {
    return causes.stream()
        .filter(c -> c.line().details().holds().isEmpty())
        .map(c -> "- %s: %s".formatted(c.shortly(""), escape(c.line().why())))
        .collect(joining("\n"));
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  /** Escapes what Markdown would read as its own. */
  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replaceAll("([*_`|\\[\\]])", "\\\\$1")
        .lines()
        .collect(Collectors.joining(" "));
  }
}

package org.criumatrix.site;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.criumatrix.advice.CommandPair;
import org.criumatrix.advice.CriuOption;
import org.criumatrix.advice.Needs;
import org.criumatrix.dataset.Answer;
import org.criumatrix.dataset.CellEntry;
import org.criumatrix.dataset.CriuCall;

/** The best known way, as commands to copy. */
final class WayOut {

  private static final int MAX_WAYS = 4;
  private static final int MAX_SITUATIONS = 12;

  private final Guide guide;
  private final Place page;

  WayOut(Guide guide, Place page) {
    this.guide = guide;
    this.page = page;
  }

  /** Returns the commands for the best answer of each context; empty if nothing works. */
  Optional<Html> section(List<Answer> answers) {
    return section(answers, MAX_WAYS, false);
  }

  /** Returns the commands for each situation that works; empty if none does. */
  Optional<Html> bySituation(List<Answer> answers) {
    return section(answers, MAX_SITUATIONS, true);
  }

  private Optional<Html> section(List<Answer> answers, int longest, boolean bySituation) {
    var headline = Headline.of(answers);
    var ways = new LinkedHashMap<List<String>, List<Answer>>();
    Stream.concat(headline.main().stream(), headline.others().stream())
        .filter(WayOut::works)
        .forEach(a -> ways.computeIfAbsent(lines(a), k -> new ArrayList<>()).add(a));
    if (ways.isEmpty()) {
      return Optional.empty();
    }
    var section = Html.of("div");
    ways.entrySet().stream()
        .limit(longest)
        .forEach(w -> section.add(way(w.getValue(), w.getKey(), bySituation)));
    return Optional.of(section.add(meanings(ways.values())));
  }

  private static boolean works(Answer answer) {
    return answer.way() != null && Standing.of(answer.verdict()).compareTo(Standing.PARTLY) <= 0;
  }

  /** Returns commands, and for whom they are. */
  private Html way(List<Answer> same, List<String> lines, boolean bySituation) {
    var shown = same.get(0);
    var contexts =
        same.stream().map(a -> Context.of(a).words()).distinct().limit(MAX_WAYS).toList();
    return Html.of(
            "div",
            bySituation
                ? Html.of("h3", situations(same), ", " + String.join("; ", contexts))
                : Html.of("h3", Words.sentence(String.join("; ", contexts))),
            needs(shown),
            commands(lines),
            Html.of(
                    "p",
                    "Shown by ",
                    guide.theCase(page, shown.way()),
                    " with CRIU ",
                    shown.criu(),
                    " on Linux ",
                    guide.facts().series(shown.kernel()),
                    ".")
                .css("quiet"))
        .css("way");
  }

  private Optional<Html> needs(Answer answer) {
    return guide.needs(answer).map(n -> Html.of("p", "It needs ", Html.of("b", n), "."));
  }

  private Html situations(List<Answer> same) {
    return Guide.sequence(
        same.stream()
            .map(Answer::situation)
            .distinct()
            .map(s -> guide.situation(page, s))
            .toList());
  }

  private List<Html> meanings(Collection<List<Answer>> ways) {
    var list = Html.of("ul");
    ways.stream()
        .flatMap(List::stream)
        .flatMap(a -> a.options().stream())
        .flatMap(o -> CriuOption.find(o).stream())
        .distinct()
        .forEach(
            o -> list.add(Html.of("li", guide.option(page, o.name()), ": ", o.meaning(), ".")));
    return list.isEmpty() ? List.of() : List.of(list);
  }

  private List<String> lines(Answer answer) {
    if (Engines.of(answer.runtime(), answer.host()).stream().anyMatch(Engines::isBatch)) {
      return List.of(job(answer.options()));
    }
    var shown = shown(answer);
    if (shown.isPresent()) {
      return asRun(answer, shown.get());
    }
    var engine = Engines.name(answer.runtime());
    var isOrdinary = List.of("capabilities", "unprivileged").contains(answer.privilege());
    // Without it CRIU asks for root first.
    var own = isOrdinary ? Stream.of("--unprivileged") : Stream.<String>empty();
    var options = Stream.concat(own, answer.options().stream()).toList();
    var pair = CommandPair.toCopy(engine, Quoted.options(options));
    var lines = new ArrayList<String>();
    if (answer.privilege().equals("capabilities")) {
      lines.add(
          "sudo setcap %s+ep $(command -v criu)"
              .formatted(String.join(",", Needs.capabilities(answer.options()))));
    }
    if (!pair.file().isEmpty()) {
      lines.add("# in /etc/criu/runc.conf: " + String.join("; ", pair.file()));
    }
    var sudo = answer.privilege().equals("sudo") ? "sudo " : "";
    lines.add(sudo + pair.dump());
    lines.add(sudo + pair.restore());
    if (pair.dump().startsWith("criu ") && !answer.host().startsWith("container:")) {
      lines.add("# a batch job that saves itself when it is preempted:");
      lines.add(job(answer.options()));
    }
    return lines;
  }

  /**
   * Returns the cell whose commands are the way, where those of a program on the machine itself are
   * not enough: in containers, and with options whose values CRIU's caller has to find out.
   */
  private Optional<CellEntry> shown(Answer answer) {
    var isPlain = answer.runtime().equals(Context.NONE) && !answer.options().contains("--external");
    return isPlain
        ? Optional.empty()
        : answer.cells().stream()
            .flatMap(c -> guide.facts().cell(c).stream())
            .filter(c -> c.caseId().equals(answer.way()) && c.cameToItsAnswer())
            .filter(c -> c.commands() != null && !c.commands().isEmpty())
            .findFirst();
  }

  private static List<String> asRun(Answer answer, CellEntry cell) {
    var lines = new ArrayList<String>();
    var isCriu = cell.commands().stream().anyMatch(c -> CriuCall.in(c).isPresent());
    if (!isCriu) {
      // Engines that read a file with options for CRIU get them there, not in the command.
      var pair =
          CommandPair.toCopy(Engines.name(answer.runtime()), Quoted.options(answer.options()));
      if (!pair.file().isEmpty()) {
        lines.add("# in /etc/criu/runc.conf: " + String.join("; ", pair.file()));
      }
    } else if (answer.options().contains("--external")) {
      lines.add("# One --external for each mount and file that is not the container's own.");
      lines.add("# MOUNTS: where they were bound before the dump; these are those of the test.");
    }
    lines.addAll(AsRun.lines(cell.commands()));
    return lines;
  }

  private static String job(List<String> options) {
    var words = new ArrayList<>(List.of("criu-job"));
    words.addAll(Needs.criuJob(Quoted.options(options)));
    words.add("PROGRAM");
    return String.join(" ", words);
  }

  /** Returns lines to copy. */
  static Html commands(List<String> lines) {
    return Html.of("pre", Html.of("code", String.join("\n", lines)))
        .css("commands")
        .with("tabindex", "0");
  }
}

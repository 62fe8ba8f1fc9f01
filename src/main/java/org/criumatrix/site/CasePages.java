package org.criumatrix.site;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.criumatrix.dataset.CaseEntry;
import org.criumatrix.dataset.CellEntry;
import org.criumatrix.dataset.Rate;

/** A page for each case, with every cell of it. */
final class CasePages implements PageMaker {

  private static final int MAX_COMMANDS = 12;
  private static final int LONGEST_COMMAND = 600;

  private final Guide guide;

  CasePages(Guide guide) {
    this.guide = guide;
  }

  @Override
  public Stream<Page> pages() {
    return guide.facts().data().cases().stream().map(this::page);
  }

  private Page page(CaseEntry entry) {
    var place = guide.map().get(Kind.CASE, entry.id());
    var parts = new SubjectParts(guide, place, List.of(entry.id()));
    var about = Words.known(entry.about());
    var sections = new Sections();
    if (!about.isBlank()) {
      sections.paragraph("about", about);
    }
    role(entry).ifPresent(r -> sections.plain(Html.of("p", r).css("note")));
    parts.begin(sections);
    sections.add("As it was run", asRun(parts.cells()));
    sections.add("Repeated", rates(place, entry));
    sections.add(
        "Over time", new ChangeList(guide, place).section(guide.facts().changes(entry.id())));
    parts.end(sections);
    guide
        .facts()
        .situation(entry.situation())
        .ifPresent(
            s ->
                sections.add(
                    "Related",
                    Html.of("p", "It belongs to: ", guide.situation(place, s.id()), ".")));
    return Page.of(
        guide,
        Kind.CASE,
        entry.id(),
        "What happens in the case %s?".formatted(entry.id()),
        parts.verdict().text() + " " + about,
        sections.html(),
        parts.data("case", entry),
        parts.entry(Kind.CASE, entry.id(), entry.id(), about, List.of()));
  }

  private static Optional<String> role(CaseEntry entry) {
    return switch (entry.role() == null ? "" : entry.role()) {
      case "plain" ->
          Optional.of(
              "This case leaves out options or settings on purpose, to show whether they are needed.");
      case "misuse" -> Optional.of("This case is deliberate misuse: CRIU has to refuse it.");
      default -> Optional.empty();
    };
  }

  /** Returns the commands of the newest build's cell: one that works, if there is one. */
  private static List<Html> asRun(List<CellEntry> cells) {
    return cells.stream()
        .filter(c -> c.commands() != null && !c.commands().isEmpty())
        .min(
            Comparator.comparing((CellEntry c) -> !c.verdict().equals("works"))
                .thenComparing(EvidenceList.ORDER))
        .map(
            c ->
                List.of(
                    Html.of(
                        "p",
                        "With CRIU %s, %s; the cell %s."
                            .formatted(c.criu(), Context.of(c).words(), c.verdict())),
                    WayOut.commands(
                        c.commands().stream()
                            .limit(MAX_COMMANDS)
                            .map(l -> Words.cut(l, LONGEST_COMMAND))
                            .toList())))
        .orElse(List.of());
  }

  private List<Html> rates(Place place, CaseEntry entry) {
    var rates = guide.facts().rates(entry.id());
    if (rates.isEmpty()) {
      return List.of();
    }
    var list = Html.of("ul");
    rates.stream()
        .sorted(Comparator.comparing(Rate::cell))
        .limit(MAX_COMMANDS)
        .forEach(r -> list.add(rate(place, r)));
    return List.of(list);
  }

  private Html rate(Place place, Rate rate) {
    return Html.of(
        "li",
        guide.build(place, rate.criu()),
        " on ",
        guide.kernel(place, rate.kernel()),
        ": %s.".formatted(rate.describe()));
  }
}

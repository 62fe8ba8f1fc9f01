package org.criumatrix.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.criumatrix.dataset.SituationEntry;

/** The page about restores on another kernel, which cells of other situations answer. */
final class KernelMovePage {

  private static final String SITUATION = "kernel-upgrade";
  private static final int MAX_CELLS = 40;

  private final Guide guide;
  private final KernelMoves moves;

  KernelMovePage(Guide guide) {
    this.guide = guide;
    this.moves = new KernelMoves(guide.facts());
  }

  /** Returns whether a situation is this one, and there are cells that answer it. */
  boolean answers(SituationEntry situation) {
    return situation.id().equals(SITUATION) && !moves.all().isEmpty();
  }

  Page page(SituationEntry situation) {
    var place = guide.map().get(Kind.SITUATION, situation.id());
    var cells = moves.cells();
    var content =
        new Sections()
            .paragraph("about", situation.about())
            .plain(
                Html.of("div", standing().sign(), Html.of("div", Html.of("p", text()).css("lead")))
                    .css("answer " + standing().css()))
            .add("Evidence", evidence(place))
            .add("Badge", Badges.howTo(place, situation))
            .html();
    var data = new LinkedHashMap<String, Object>();
    data.put("situation", situation);
    data.put("moves", moves.all());
    data.put("cells", CellData.of(cells));
    return Page.of(
        guide,
        Kind.SITUATION,
        situation.id(),
        Words.question(situation.title()),
        text() + " " + situation.about(),
        content,
        data,
        SearchEntry.of(situation).with(standing(), text()));
  }

  private List<Html> evidence(Place place) {
    var parts =
        new ArrayList<>(new EvidenceList(guide, place, MAX_CELLS, true).section(moves.cells()));
    NextStep.of(SITUATION)
        .ifPresent(
            next -> {
              parts.add(Html.of("p", "To play them again:"));
              parts.add(WayOut.commands(List.of(next.command())));
            });
    return parts;
  }

  private Standing standing() {
    var all = moves.all();
    if (all.stream().allMatch(m -> m.works() == m.of())) {
      return Standing.WORKS;
    }
    return all.stream().anyMatch(m -> m.works() > 0) ? Standing.PARTLY : Standing.NO;
  }

  private String text() {
    var verdict = standing() == Standing.WORKS ? "yes" : standing().words();
    return "%s: %s."
        .formatted(
            Words.sentence(verdict),
            moves.all().stream().map(KernelMoves.Move::words).collect(Collectors.joining("; ")));
  }
}

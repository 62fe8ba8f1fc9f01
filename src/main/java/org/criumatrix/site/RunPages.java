package org.criumatrix.site;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.criumatrix.dataset.CellEntry;
import org.criumatrix.dataset.RunEntry;

/** A page for each run. */
final class RunPages implements PageMaker {

  private static final int MAX_CELLS = 60;

  private final Guide guide;

  /** Results of each run; those that later runs have, too, among them. */
  private final Map<String, List<CellEntry>> cells = new TreeMap<>();

  RunPages(Guide guide) {
    this.guide = guide;
    guide
        .facts()
        .data()
        .cells()
        .forEach(
            c ->
                c.runs()
                    .forEach(
                        r -> cells.computeIfAbsent(r, k -> new java.util.ArrayList<>()).add(c)));
  }

  @Override
  public Stream<Page> pages() {
    return guide.facts().data().runs().stream().map(this::page);
  }

  private Page page(RunEntry run) {
    var place = guide.map().get(Kind.RUN, run.id());
    var mine = cells.getOrDefault(run.id(), List.of());
    var changes = guide.facts().changes("run", run.id());
    var counts =
        mine.stream()
            .map(CellEntry::verdict)
            .collect(
                Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    var sentence =
        "%s of %s planned have a result: %s."
            .formatted(
                Words.number(run.cells()),
                Words.count(run.planned(), "cell"),
                Words.list(
                    counts.entrySet().stream()
                        .map(e -> Words.cells(e.getValue(), e.getKey()))
                        .toList()));
    var unexpected =
        mine.stream()
            .filter(
                c ->
                    c.run().equals(run.id())
                        && c.judgement() != null
                        && !c.judgement().equals("as expected"))
            .toList();
    var content =
        new Sections()
            .plain(
                Html.of(
                        "div",
                        Html.of(
                            "div",
                            Html.of("p", sentence).css("lead"),
                            Html.of("p", news(changes.size(), unexpected.size())).css("tested")))
                    .css("answer neutral"))
            .add("About this run", facts(place, run))
            .add(
                "What changed since the run before",
                new ChangeSummary(guide, place).section(changes))
            .add(
                "Not as expected",
                new EvidenceList(guide, place, MAX_CELLS, true).section(unexpected))
            .add("Why cells fail", new CauseList(guide, place).section(mine))
            .add("Cells", new EvidenceList(guide, place, MAX_CELLS, true).section(mine));
    var data = new LinkedHashMap<String, Object>();
    data.put("run", run);
    data.put("changes", changes);
    data.put("cells", CellData.Brief.of(mine));
    var title = "Run of %s".formatted(Words.day(run.started()));
    return Page.of(
        guide,
        Kind.RUN,
        run.id(),
        title,
        sentence,
        content.html(),
        data,
        SearchEntry.of(Kind.RUN, run.id(), title, sentence, List.of()));
  }

  private static String news(int changes, int unexpected) {
    return "%s differ from the run before; %s not as the suite expected."
        .formatted(
            Words.sentence(Words.count(changes, "cell")),
            unexpected == 0
                ? "none was"
                : Words.count(unexpected, "cell") + (unexpected == 1 ? " was" : " were"));
  }

  private Html facts(Place place, RunEntry run) {
    var machines = Html.of("ul");
    run.machines()
        .forEach(
            (host, machine) ->
                machines.add(
                    Html.of("li", Html.of("code", host), ": ", guide.machine(place, machine))));
    var selection = Html.of("ul");
    run.selection()
        .forEach(
            (option, value) ->
                selection.add(
                    Html.of(
                        "li", Html.of("code", "-D%s=%s".formatted(option, Quoted.word(value))))));
    return new FactTable()
        .add("Id", Html.of("code", run.id()))
        .add("Started", Html.of("span", Words.known(run.started())))
        .add("Ended", Html.of("span", run.ended() == null ? "cut off" : run.ended()))
        .add("Suite", Html.of("span", Words.known(run.suite())))
        .add("Submitted by", Html.of("span", Words.known(run.submittedBy())))
        .add(
            "CRIU",
            Guide.sequence(
                run.builds().stream().map(b -> guide.link(place, Kind.CRIU, b, b)).toList()))
        .add(
            "Linux",
            Guide.sequence(
                run.kernels().stream().map(k -> guide.link(place, Kind.KERNEL, k, k)).toList()))
        .add("Machines", machines)
        .add("Narrowed to", selection)
        .html();
  }
}

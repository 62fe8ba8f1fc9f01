package org.criumatrix.site;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.criumatrix.dataset.Answer;
import org.criumatrix.dataset.CellEntry;
import org.criumatrix.dataset.MachineEntry;

/** A page for each kind of machine. */
final class MachinePages implements PageMaker {

  private final Guide guide;
  private final Map<String, List<CellEntry>> cells;

  MachinePages(Guide guide) {
    this.guide = guide;
    this.cells = guide.facts().latestBy(c -> List.of(c.machine()));
  }

  @Override
  public Stream<Page> pages() {
    return guide.facts().data().machines().stream().map(this::page);
  }

  private Page page(MachineEntry machine) {
    var place = guide.map().get(Kind.MACHINE, machine.id());
    var mine = cells.getOrDefault(machine.id(), List.of());
    var here =
        guide.facts().data().answers().stream()
            .filter(a -> a.machines().contains(machine.id()))
            .toList();
    var verdict = new ShareSentence(guide, place, here, "on this machine");
    var kernels =
        mine.stream().map(CellEntry::kernel).distinct().sorted(Facts.NEWEST_FIRST).toList();
    var content =
        new Sections()
            .plain(verdict.section())
            .add("About this machine", facts(place, machine, kernels))
            .add(
                "Situations that work, by row",
                new RowTable(guide, place, here).byBuild(guide.facts().builds()))
            .add("What other machines disagree about", disagreements(place, machine))
            .add("Runs", runs(place, machine));
    var data = new LinkedHashMap<String, Object>();
    data.put("machine", machine);
    data.put("answers", AnswerData.of(here));
    var title = Machines.title(machine);
    return Page.of(
        guide,
        Kind.MACHINE,
        machine.id(),
        title,
        verdict.text(),
        content.html(),
        data,
        SearchEntry.of(Kind.MACHINE, machine.id(), title, verdict.text(), words(machine))
            .with(verdict.standing(), verdict.text()));
  }

  private static List<String> words(MachineEntry machine) {
    return Stream.concat(
            Vocabulary.wordsOfDistribution(machine.distribution()).stream(),
            Vocabulary.wordsOfArchitecture(machine.architecture()).stream())
        .toList();
  }

  private Html facts(Place place, MachineEntry machine, List<String> kernels) {
    var table =
        new FactTable()
            .add("Kind", Html.of("span", machine.kind()))
            .add(
                "Linux",
                Guide.sequence(
                    kernels.stream().map(k -> guide.link(place, Kind.KERNEL, k, k)).toList()))
            .add("Root lacks", Html.of("span", String.join(", ", machine.rootLacks())));
    machine
        .facts()
        .forEach((name, value) -> table.add(name, Html.of("span", value == null ? "" : value)));
    return table.html();
  }

  private List<Html> disagreements(Place place, MachineEntry machine) {
    var ids =
        guide.facts().data().answers().stream()
            .filter(a -> a.otherwise().contains(machine.id()))
            .map(Answer::situation)
            .distinct()
            .collect(Collectors.toList());
    var list = Html.of("ul").css("related");
    ids.forEach(s -> list.add(Html.of("li", guide.situation(place, s))));
    return list.isEmpty() ? List.of() : List.of(list);
  }

  private List<Html> runs(Place place, MachineEntry machine) {
    var list = Html.of("ul");
    machine.runs().stream()
        .sorted(java.util.Comparator.reverseOrder())
        .limit(MAX_RUNS)
        .forEach(r -> list.add(Html.of("li", guide.run(place, r), " ", Html.of("code", r))));
    return list.isEmpty() ? List.of() : List.of(list);
  }

  private static final int MAX_RUNS = 60;
}

package org.criumatrix.site;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.criumatrix.dataset.Answer;
import org.criumatrix.dataset.CellEntry;
import org.criumatrix.dataset.KernelEntry;

/** A page for each kernel release. */
final class KernelPages implements PageMaker {

  private final Guide guide;
  private final Map<String, List<CellEntry>> cells;
  private final Map<String, List<Answer>> answers;

  KernelPages(Guide guide) {
    this.guide = guide;
    this.cells = guide.facts().latestBy(c -> List.of(c.kernel()));
    this.answers =
        guide.facts().data().answers().stream().collect(Collectors.groupingBy(Answer::kernel));
  }

  @Override
  public Stream<Page> pages() {
    return guide.facts().data().kernels().stream().map(this::page);
  }

  private Page page(KernelEntry kernel) {
    var place = guide.map().get(Kind.KERNEL, kernel.id());
    var mine = cells.getOrDefault(kernel.id(), List.of());
    var here = answers.getOrDefault(kernel.id(), List.of());
    var verdict = new ShareSentence(guide, place, here, "");
    var newest = here.stream().map(Answer::criu).min(Facts.NEWEST_FIRST).orElse("");
    var changes = guide.facts().changes("kernel", kernel.id());
    var content =
        new Sections()
            .plain(verdict.section())
            .add(
                "Situations that work, by row",
                new RowTable(guide, place, here).byBuild(guide.facts().builds()))
            .add(
                "What differs from the kernel before",
                new ChangeSummary(guide, place).section(changes))
            .add(
                "What does not work with CRIU " + newest,
                new NotWorking(guide, place).section(here, newest))
            .add(
                "Why it fails",
                new CauseList(guide, place)
                    .section(mine.stream().filter(c -> c.criu().equals(newest)).toList()))
            .add("Machines", machines(place, kernel));
    var data = new LinkedHashMap<String, Object>();
    data.put("kernel", kernel);
    data.put("answers", AnswerData.of(here));
    data.put("changes", changes);
    return Page.of(
        guide,
        Kind.KERNEL,
        kernel.id(),
        "What works on Linux %s?".formatted(kernel.id()),
        verdict.text(),
        content.html(),
        data,
        SearchEntry.of(
                Kind.KERNEL,
                kernel.id(),
                "Linux " + kernel.id(),
                verdict.text(),
                List.of(kernel.series(), "kernel " + kernel.series(), "upgrade"))
            .with(verdict.standing(), verdict.text()));
  }

  private List<Html> machines(Place place, KernelEntry kernel) {
    var list = Html.of("ul");
    kernel.machines().forEach(m -> list.add(Html.of("li", guide.machine(place, m))));
    return list.isEmpty() ? List.of() : List.of(list);
  }
}

package org.criumatrix.site;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.criumatrix.dataset.Change;
import org.criumatrix.dataset.RunEntry;

/** What runs showed that was not known before: changes, causes that are gone or back, releases. */
final class News {

  /**
   * One piece of news.
   *
   * @param key what it is about; the same news has the same key in every later version of the site
   * @param time when the run ended that showed it
   * @param page where it is described
   */
  record Item(String key, String title, String summary, String time, Place page) {

    /** Returns the permanent id of its entry in the feed. */
    String id() {
      return "urn:uuid:"
          + UUID.nameUUIDFromBytes(("criu-matrix news " + key).getBytes(StandardCharsets.UTF_8));
    }
  }

  private final Guide guide;
  private final List<RunEntry> runs;

  News(Guide guide) {
    this.guide = guide;
    this.runs =
        guide.facts().data().runs().stream()
            .sorted(
                Comparator.comparing(
                    RunEntry::started, Comparator.nullsFirst(Comparator.naturalOrder())))
            .toList();
  }

  /** Returns all news, the newest first. */
  List<Item> all() {
    var items = new ArrayList<Item>();
    runs.forEach(r -> changes(r, items));
    firsts(RunEntry::builds).forEach((build, run) -> release(build, run, items));
    firsts(RunEntry::kernels).forEach((kernel, run) -> kernel(kernel, run, items));
    causes(items);
    return items.stream()
        .sorted(Comparator.comparing(Item::time).reversed().thenComparing(Item::key))
        .toList();
  }

  private void changes(RunEntry run, List<Item> items) {
    var groups =
        guide.facts().changes("run", run.id()).stream()
            .filter(c -> situation(c) != null && !c.direction().equals("other"))
            .collect(
                Collectors.groupingBy(
                    this::situation,
                    TreeMap::new,
                    Collectors.groupingBy(Change::direction, TreeMap::new, Collectors.toList())));
    groups.forEach(
        (situation, byDirection) ->
            byDirection.forEach(
                (direction, all) ->
                    items.add(
                        new Item(
                            "change %s %s %s".formatted(run.id(), situation, direction),
                            "%s: %s got %s"
                                .formatted(
                                    title(situation), Words.count(all.size(), "cell"), direction),
                            all.stream()
                                .map(Change::caseId)
                                .distinct()
                                .limit(5)
                                .collect(
                                    Collectors.joining(
                                        ", ",
                                        "Run of %s: ".formatted(Words.day(run.started())),
                                        ".")),
                            time(run),
                            guide.map().get(Kind.SITUATION, situation)))));
  }

  private String situation(Change change) {
    return guide
        .facts()
        .findCase(change.caseId())
        .map(c -> c.situation())
        .filter(s -> guide.map().find(Kind.SITUATION, s).isPresent())
        .orElse(null);
  }

  private String title(String situation) {
    return guide.facts().situation(situation).map(s -> s.title()).orElse(situation);
  }

  private static String time(RunEntry run) {
    return run.ended() == null ? run.started() : run.ended();
  }

  /** Returns the first run of each value, without those of the very first run. */
  private Map<String, RunEntry> firsts(java.util.function.Function<RunEntry, List<String>> values) {
    var first = new HashMap<String, RunEntry>();
    runs.forEach(r -> values.apply(r).forEach(v -> first.putIfAbsent(v, r)));
    first.values().removeIf(r -> r.equals(runs.get(0)));
    return first;
  }

  private void release(String build, RunEntry run, List<Item> items) {
    guide
        .map()
        .find(Kind.CRIU, build)
        .ifPresent(
            page ->
                items.add(
                    new Item(
                        "build " + build,
                        "CRIU %s is tested".formatted(build),
                        new ReleaseSentence(
                                guide, page, build, guide.facts().changes("criu", build))
                            .text(),
                        time(run),
                        page)));
  }

  private void kernel(String kernel, RunEntry run, List<Item> items) {
    guide
        .map()
        .find(Kind.KERNEL, kernel)
        .ifPresent(
            page ->
                items.add(
                    new Item(
                        "kernel " + kernel,
                        "Linux %s is tested".formatted(kernel),
                        "The first run on it is of %s.".formatted(Words.day(run.started())),
                        time(run),
                        page)));
  }

  private void causes(List<Item> items) {
    for (var cause : guide.facts().data().causes()) {
      var page = guide.map().get(Kind.CAUSE, cause.id());
      if (cause.status().equals("back")) {
        items.add(
            new Item(
                "back " + cause.id(),
                "Back: " + Causes.title(cause),
                Words.sentence(Causes.status(cause)) + ".",
                time(cause.lastSeen()),
                page));
      } else if (cause.status().equals("fixed") && !cause.worksWith().isEmpty()) {
        var build = cause.worksWith().get(cause.worksWith().size() - 1);
        var shown =
            runs.stream()
                .filter(r -> r.builds().contains(build))
                .findFirst()
                .map(News::time)
                .orElse(cause.lastSeen());
        items.add(
            new Item(
                "fixed %s %s".formatted(cause.id(), build),
                "Fixed: " + Causes.title(cause),
                "Cases that failed by it work with CRIU %s.".formatted(build),
                time(shown),
                page));
      }
    }
  }

  private String time(String time) {
    return time == null ? guide.facts().data().made() : time;
  }
}

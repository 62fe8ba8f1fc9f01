package org.criumatrix.site;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.criumatrix.dataset.CauseEntry;

/** The start page: one box, and below it what most readers look for. */
final class StartPage {

  static final Place INDEX = new Place("search.js");

  /** In the order in which each uses the ones before. */
  static final List<String> SCRIPTS = List.of("meaning.js", "find.js", "answer.js", "start.js");

  private static final int MAX_NEWS = 6;
  private static final int MAX_CAUSES = 5;

  private static final List<String> EXAMPLES =
      List.of(
          "MPI apptainer without root",
          "io_uring",
          "PostgreSQL",
          "docker",
          "--tcp-established",
          "Can't dump half of stream unix connection",
          "arm64");

  private final Guide guide;
  private final List<News.Item> news;
  private final Map<String, String> queries;

  StartPage(Guide guide, List<News.Item> news, Map<String, String> queries) {
    this.guide = guide;
    this.news = news;
    this.queries = queries;
  }

  /**
   * @param index all pages, for the JSON of this one
   */
  Page page(Object index) {
    var place = Place.START;
    var newest = guide.facts().builds().stream().findFirst().orElse("");
    var answers =
        guide.facts().data().answers().stream().filter(a -> a.criu().equals(newest)).toList();
    var content =
        new Sections()
            .plain(search())
            .add(
                "What works with CRIU " + newest,
                Html.of(
                        "p",
                        "Situations that work, of those that were tried: of each the best known way counts. ",
                        guide.build(place, newest),
                        " is the newest build here.")
                    .css("quiet"),
                new RowTable(guide, place, answers).bySeries(guide.facts().kernels()))
            .plain(Html.of("div", causes(), newsList()).css("columns"))
            .add("Ask the data", queryList())
            .html();
    return new Page(
        place,
        List.of(),
        Frame.NAME,
        "What CRIU checkpoints and restores: which programs, on which kernel, in which engine, with which privilege, and what is lost where it fails.",
        content,
        Stream.concat(Stream.of(INDEX), SCRIPTS.stream().map(Place::new)).toList(),
        index,
        null);
  }

  private static Html search() {
    var examples = Html.of("p").css("examples").add("For example: ");
    EXAMPLES.forEach(
        e -> examples.add(Html.of("a", e).address("href", Address.search(Place.START, e)), " "));
    return Html.of(
        "div",
        Html.of(
                "p",
                "What CRIU checkpoints and restores, with evidence: a program, a kernel object, an engine, an option, or an error line of your log.")
            .css("about"),
        Html.of(
                "form",
                Html.of("input")
                    .with("type", "search")
                    .with("name", "q")
                    .with("id", "q")
                    .with("autocomplete", "off")
                    .with("autofocus", "")
                    .with("aria-label", "What do you want to checkpoint?")
                    .with("placeholder", "What do you want to checkpoint?"),
                Html.of("button", "Search"))
            .with("role", "search")
            .with("method", "get")
            .css("big")
            .address("action", Address.of(Place.START, Place.START)),
        examples,
        Html.of("p").id("shown").with("role", "status"),
        Html.of("div").id("context"),
        Html.of("ol").id("results"),
        Html.of(
            "noscript",
            Html.of(
                "p",
                "The search needs JavaScript. Without it, choose one of the lists above; every page works.")));
  }

  private Html causes() {
    var list = Html.of("ul").css("list");
    guide.facts().data().causes().stream()
        .sorted(java.util.Comparator.comparingInt(CauseEntry::cells).reversed())
        .limit(MAX_CAUSES)
        .forEach(
            c ->
                list.add(
                    Html.of(
                        "li",
                        Html.of(
                            "span",
                            guide.cause(Place.START, c.id()),
                            " ",
                            Causes.badge(c),
                            Html.of("small", Words.count(c.cells(), "cell") + " fail by it")))));
    return Html.of(
        "section",
        Html.of("h2", "Why it fails most often").id("causes"),
        list,
        Html.of(
            "p",
            Html.of("a", "All causes")
                .address("href", Address.of(Place.START, Kind.CAUSE.list()))));
  }

  private Html newsList() {
    var list = Html.of("ul").css("list");
    news.stream()
        .limit(MAX_NEWS)
        .forEach(
            n ->
                list.add(
                    Html.of(
                        "li",
                        Html.of(
                            "span",
                            Html.of("a", n.title())
                                .address("href", Address.of(Place.START, n.page())),
                            Html.of("small", Words.day(n.time()) + ". " + n.summary())))));
    if (list.isEmpty()) {
      list.add(Html.of("li", "None yet: news need a second run."));
    }
    return Html.of(
        "section",
        Html.of("h2", "News").id("news"),
        list,
        Html.of(
            "p", Html.of("a", "As a feed").address("href", Address.of(Place.START, Place.FEED))));
  }

  private Html queryList() {
    var list = Html.of("ul").css("related");
    queries.forEach(
        (name, query) ->
            list.add(
                Html.of(
                    "li",
                    Html.of("a", Words.name(name))
                        .address("href", Address.query(Place.START, Place.QUERY, query)))));
    return list;
  }
}

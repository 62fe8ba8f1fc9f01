package org.criumatrix.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.criumatrix.dataset.DataSet;
import org.criumatrix.matrix.ResourceText;
import org.criumatrix.query.QueryScript;

/** The site "Can I checkpoint?". */
public final class Site {

  private static final List<String> FILES =
      Stream.concat(StartPage.SCRIPTS.stream(), Stream.of("site.css", "query-page.js")).toList();

  private final DataSet data;
  private final SiteOptions options;
  private final Guide guide;
  private final Frame frame;
  private final List<Listed> listed = new ArrayList<>();

  private Site(DataSet data, SiteOptions options) {
    this.data = data;
    this.options = options;
    var facts = new Facts(data);
    this.guide = new Guide(facts, map(facts));
    this.frame = new Frame(data, options);
  }

  /** What was written. */
  public record Written(int pages, int files) {}

  /**
   * Writes the site to a folder, which is replaced as a whole.
   *
   * @throws IOException if the folder has files of others, or cannot be written
   */
  public static Written write(DataSet data, SiteOptions options, Path out) throws IOException {
    return new Site(data, options).write(out);
  }

  private static SiteMap map(Facts facts) {
    var map = new SiteMap();
    var data = facts.data();
    add(map, Kind.SITUATION, data.situations(), s -> s.id());
    add(map, Kind.APPLICATION, data.applications(), a -> a.id());
    add(map, Kind.OBJECT, data.objects(), o -> o.id());
    add(map, Kind.ENGINE, EnginePages.engines(facts).sorted().toList(), e -> e);
    add(map, Kind.OPTION, data.options(), o -> o.id());
    add(map, Kind.CAUSE, data.causes(), c -> c.id());
    add(map, Kind.CRIU, data.builds(), b -> b.id());
    add(map, Kind.KERNEL, data.kernels(), k -> k.id());
    add(map, Kind.TRAIT, data.traits(), t -> t.id());
    add(map, Kind.CASE, data.cases(), c -> c.id());
    add(map, Kind.MACHINE, data.machines(), m -> m.id());
    add(map, Kind.RUN, data.runs(), r -> r.id());
    add(map, Kind.TREND, data.rows(), r -> r.id());
    return map;
  }

  private static <T> void add(SiteMap map, Kind kind, List<T> things, Function<T, String> id) {
    things.forEach(t -> map.add(kind, id.apply(t)));
  }

  private Written write(Path out) throws IOException {
    try (var folder = SiteFolder.begin(out)) {
      for (var kind : makers().entrySet()) {
        write(folder, kind.getKey(), kind.getValue());
      }
      var lists = new ListPages(guide, byKind()).pages().iterator();
      while (lists.hasNext()) {
        write(folder, null, lists.next());
      }
      var news = new News(guide).all();
      write(folder, null, new StartPage(guide, news, options.queries()).page(index()));
      write(folder, null, QueryPages.query(data, options.queries()));
      write(folder, null, QueryPages.saved(options.queries()));
      write(folder, null, new AboutPage(data).page());
      folder.write(Place.FEED, new Feed(options, data.made()).xml(news));
      folder.write(StartPage.INDEX, new SearchIndex(guide, listed).script());
      folder.write(new Place("query.js"), QueryScript.text());
      for (var chunk : new QueryCellsScript(guide.facts()).chunks().entrySet()) {
        folder.write(chunk.getKey(), chunk.getValue());
      }
      for (var file : FILES) {
        folder.write(new Place(file), ResourceText.beside(Site.class, file));
      }
      var files = folder.size();
      folder.publish();
      return new Written(pages, files);
    }
  }

  private int pages;

  private Map<Kind, PageMaker> makers() {
    var all = new LinkedHashMap<Kind, PageMaker>();
    all.put(Kind.SITUATION, new SituationPages(guide));
    all.put(Kind.APPLICATION, new ApplicationPages(guide));
    all.put(Kind.OBJECT, new ObjectPages(guide));
    all.put(Kind.ENGINE, new EnginePages(guide));
    all.put(Kind.OPTION, new OptionPages(guide));
    all.put(Kind.CAUSE, new CausePages(guide));
    all.put(Kind.CRIU, new CriuPages(guide));
    all.put(Kind.KERNEL, new KernelPages(guide));
    all.put(Kind.TRAIT, new TraitPages(guide));
    all.put(Kind.CASE, new CasePages(guide));
    all.put(Kind.MACHINE, new MachinePages(guide));
    all.put(Kind.RUN, new RunPages(guide));
    all.put(Kind.TREND, new TrendPages(guide));
    return all;
  }

  private void write(SiteFolder folder, Kind kind, PageMaker maker) throws IOException {
    var pagesOfKind = maker.pages().iterator();
    while (pagesOfKind.hasNext()) {
      write(folder, kind, pagesOfKind.next());
    }
  }

  private void write(SiteFolder folder, Kind kind, Page page) throws IOException {
    folder.write(page.place(), frame.of(page));
    folder.write(page.place().json(), Json.text(json(page)));
    pages++;
    if (kind != null && page.entry() != null) {
      listed.add(new Listed(kind, page.place(), page.title(), page.entry()));
    }
    if (kind == Kind.SITUATION) {
      folder.write(
          Badges.place(page.place()), Badges.svg(page.entry().title(), page.entry().standing()));
    }
  }

  private Map<String, Object> json(Page page) {
    var json = new LinkedHashMap<String, Object>();
    json.put("page", page.place().path());
    json.put("title", page.title());
    json.put("description", page.description());
    json.put("made", data.made());
    json.put("suite", data.suite());
    json.put("data", page.data());
    return json;
  }

  private Map<Kind, List<Listed>> byKind() {
    var byKind = new EnumMap<Kind, List<Listed>>(Kind.class);
    listed.forEach(l -> byKind.computeIfAbsent(l.kind(), k -> new ArrayList<>()).add(l));
    return byKind;
  }

  /** Returns all pages, for the JSON of the start page. */
  private Map<String, Object> index() {
    var index = new LinkedHashMap<String, Object>();
    index.put(
        "pages",
        Stream.concat(
                Stream.of(Kind.values())
                    .map(
                        k ->
                            Map.<String, Object>of(
                                "path",
                                k.list().path(),
                                "json",
                                k.list().json().path(),
                                "title",
                                ListTexts.title(k))),
                listed.stream().map(Listed::line))
            .sorted(Comparator.comparing(l -> (String) l.get("path")))
            .toList());
    return index;
  }
}

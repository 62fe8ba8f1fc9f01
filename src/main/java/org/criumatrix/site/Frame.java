package org.criumatrix.site;

import java.util.List;
import java.util.Optional;
import org.criumatrix.dataset.DataSet;

/** What all pages have around their content: head, navigation, search box and footer. */
final class Frame {

  static final String NAME = "Can I checkpoint?";

  /**
   * A page loads nothing but the style sheet, the images and, if it has any, the scripts of this
   * site. Browsers disagree about whether {@code 'self'} covers files on the disk; {@code file:}
   * does, and allows nothing on the web.
   */
  private static final String POLICY =
      "default-src 'none'; style-src 'self' file:; img-src 'self' file:; script-src 'self' file:; form-action 'self' file:; base-uri 'none'";

  private static final int LONGEST_DESCRIPTION = 300;

  private static final List<Kind> NAVIGATION =
      List.of(
          Kind.SITUATION,
          Kind.APPLICATION,
          Kind.OBJECT,
          Kind.ENGINE,
          Kind.OPTION,
          Kind.CAUSE,
          Kind.CRIU,
          Kind.KERNEL,
          Kind.TREND);

  private static final Place STYLE = new Place("site.css");

  private final DataSet data;
  private final SiteOptions options;

  Frame(DataSet data, SiteOptions options) {
    this.data = data;
    this.options = options;
  }

  /** Returns the whole text of a page. */
  String of(Page page) {
    var out = new StringBuilder("<!DOCTYPE html>\n");
    Html.of("html", head(page), body(page)).with("lang", "en").write(out);
    return out.append('\n').toString();
  }

  private Html head(Page page) {
    var place = page.place();
    var description = Words.cut(page.description().strip(), LONGEST_DESCRIPTION);
    var head =
        Html.of(
            "head",
            Html.of("meta").with("charset", "utf-8"),
            meta("viewport", "width=device-width, initial-scale=1"),
            meta("color-scheme", "light dark"),
            Html.of("meta").with("http-equiv", "Content-Security-Policy").with("content", POLICY),
            Html.of("title", title(page)),
            meta("description", description),
            property("og:title", page.title()),
            property("og:description", description),
            property("og:type", "article"),
            property("og:site_name", NAME));
    options
        .url()
        .ifPresent(
            url -> {
              head.add(property("og:url", url + place.path()));
              Address.web(url + place.path())
                  .ifPresent(
                      a -> head.add(Html.of("link").with("rel", "canonical").address("href", a)));
            });
    head.add(
        Html.of("link").with("rel", "stylesheet").address("href", Address.of(place, STYLE)),
        Html.of("link")
            .with("rel", "alternate")
            .with("type", "application/json")
            .address("href", Address.of(place, place.json())),
        Html.of("link")
            .with("rel", "alternate")
            .with("type", "application/atom+xml")
            .with("title", "News")
            .address("href", Address.of(place, Place.FEED)));
    page.scripts()
        .forEach(
            s ->
                head.add(Html.of("script").with("defer", "").address("src", Address.of(place, s))));
    return head;
  }

  private static String title(Page page) {
    return page.place().equals(Place.START) ? NAME : "%s · %s".formatted(page.title(), NAME);
  }

  private static Html meta(String name, String content) {
    return Html.of("meta").with("name", name).with("content", content);
  }

  private static Html property(String name, String content) {
    return Html.of("meta").with("property", name).with("content", content);
  }

  private Html body(Page page) {
    return Html.of(
        "body",
        Html.of("a", "Skip to the content").css("skip").address("href", Address.here("main")),
        header(page),
        Html.of("main", trail(page), Html.of("h1", page.title()), page.content()).id("main"),
        footer(page));
  }

  private Html header(Page page) {
    var place = page.place();
    var links = Html.of("nav").with("aria-label", "Kinds of pages");
    for (var kind : NAVIGATION) {
      var link = Html.of("a", kind.title()).address("href", Address.of(place, kind.list()));
      links.add(
          place.path().startsWith(kind.folder() + "/") ? link.with("aria-current", "true") : link);
    }
    links.add(Html.of("a", "Queries").address("href", Address.of(place, Place.QUERY)));
    var header =
        Html.of(
            "header",
            Html.of("a", NAME).css("name").address("href", Address.of(place, Place.START)));
    // The start page has the box itself, and its script; from other pages a form leads there.
    return (place.equals(Place.START) ? header : header.add(search(place))).add(links);
  }

  private static Html search(Place place) {
    return Html.of(
            "form",
            Html.of("input")
                .with("type", "search")
                .with("name", "q")
                .with("aria-label", "Search")
                .with("placeholder", "MPI, docker 28, an error…"),
            Html.of("button", "Search"))
        .with("role", "search")
        .with("method", "get")
        .address("action", Address.of(place, Place.START));
  }

  private static Optional<Html> trail(Page page) {
    if (page.trail().isEmpty()) {
      return Optional.empty();
    }
    var trail = Html.of("nav").css("trail").with("aria-label", "Where this page is");
    trail.add(Html.of("a", "Start").address("href", Address.of(page.place(), Place.START)));
    page.trail()
        .forEach(
            c ->
                trail.add(
                    " › ",
                    Html.of("a", c.title()).address("href", Address.of(page.place(), c.place()))));
    return Optional.of(trail);
  }

  private Html footer(Page page) {
    var place = page.place();
    return Html.of(
        "footer",
        Html.of(
            "p",
            Html.of("a", "This page as JSON").address("href", Address.of(place, place.json())),
            " · ",
            Html.of("a", "News as a feed").address("href", Address.of(place, Place.FEED)),
            " · ",
            Html.of("a", "How to read and cite this")
                .address("href", Address.of(place, Place.ABOUT)),
            " · ",
            Html.of("a", "Machines").address("href", Address.of(place, Kind.MACHINE.list())),
            " · ",
            Html.of("a", "Runs").address("href", Address.of(place, Kind.RUN.list()))),
        Html.of(
            "p",
            "From %s, made on %s by criu-matrix %s."
                .formatted(
                    Words.count(data.runs().size(), "run"), Words.day(data.made()), data.suite())));
  }
}

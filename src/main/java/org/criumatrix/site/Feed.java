package org.criumatrix.site;

import java.util.List;

/** The news as an Atom feed (RFC 4287). */
final class Feed {

  private static final int MAX_ENTRIES = 100;
  private static final String ID = "urn:uuid:6e1f3c0e-5d0b-5a4e-9c0e-0c1c6d2f7a11";

  private final SiteOptions options;
  private final String made;

  Feed(SiteOptions options, String made) {
    this.options = options;
    this.made = made;
  }

  /** Returns the feed. Without an address of the site its links are relative to the feed. */
  String xml(List<News.Item> news) {
    var feed =
        Html.of(
                "feed",
                Html.of("title", Frame.NAME),
                Html.of("id", ID),
                Html.of("updated", news.stream().findFirst().map(News.Item::time).orElse(made)),
                Html.of("author", Html.of("name", "criu-matrix")),
                link("alternate", Place.START.path()),
                link("self", Place.FEED.path()))
            .with("xmlns", "http://www.w3.org/2005/Atom");
    news.stream().limit(MAX_ENTRIES).forEach(n -> feed.add(entry(n)));
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + feed + "\n";
  }

  private Html entry(News.Item item) {
    return Html.of(
        "entry",
        Html.of("title", item.title()),
        Html.of("id", item.id()),
        Html.of("updated", item.time()),
        link("alternate", item.page().path()),
        Html.of("summary", item.summary()));
  }

  /** In XML an element without content needs its end, which HTML's {@code link} has not. */
  private Html link(String rel, String path) {
    return Html.xml("link")
        .with("rel", rel)
        .address("href", Address.below(options.url().orElse(""), new Place(path)));
  }
}

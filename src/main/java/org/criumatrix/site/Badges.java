package org.criumatrix.site;

import org.criumatrix.dataset.SituationEntry;

/** Badges for other pages: a situation and its verdict, as a small image. */
final class Badges {

  private static final int HEIGHT = 20;
  private static final int PADDING = 12;

  /** The average width of a letter in the font that browsers take. */
  private static final double LETTER = 6.6;

  private Badges() {}

  /** Returns where the badge of a situation is. */
  static Place place(Place page) {
    return new Place(
        "badge/" + page.path().replaceFirst("^[^/]+/", "").replaceFirst("\\.html$", ".svg"));
  }

  /** Returns the image. */
  static String svg(String title, Standing standing) {
    var words = standing.mark() + " " + standing.words();
    var left = width(title);
    var right = width(words);
    var all = "%s: %s".formatted(title, standing.words());
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        + Html.of(
                "svg",
                Html.of("title", all),
                box(0, left + right, "#444c56"),
                box(left, right, colour(standing)),
                text(left / 2, title, left),
                text(left + right / 2, words, right))
            .with("xmlns", "http://www.w3.org/2000/svg")
            .with("width", "" + (left + right))
            .with("height", "" + HEIGHT)
            .with("role", "img")
            .with("aria-label", all)
        + "\n";
  }

  private static int width(String text) {
    return (int) Math.ceil(text.length() * LETTER) + PADDING;
  }

  private static Html box(int x, int width, String colour) {
    return Html.of("rect")
        .with("x", "" + x)
        .with("width", "" + width)
        .with("height", "" + HEIGHT)
        .with("fill", colour);
  }

  private static Html text(int middle, String text, int width) {
    return Html.of("text", text)
        .with("x", "" + middle)
        .with("y", "14")
        .with("fill", "#fff")
        .with("font-family", "Verdana,DejaVu Sans,sans-serif")
        .with("font-size", "11")
        .with("text-anchor", "middle")
        .with("textLength", "" + (width - PADDING));
  }

  /** Returns a colour on which white letters are readable, at 4.5 to 1 or better. */
  private static String colour(Standing standing) {
    return switch (standing) {
      case WORKS -> "#00634c";
      case WITH_OPTIONS -> "#3a5f00";
      case REFUSES -> "#1a5088";
      case PARTLY -> "#725000";
      case NO -> "#9c3100";
      case UNAVAILABLE, UNTESTED -> "#616b77";
    };
  }

  /** Returns the part of a page that shows its badge and how to use it. */
  static Html howTo(Place page, SituationEntry situation) {
    var badge = place(page);
    return Html.of(
        "div",
        Html.of(
            "p",
            Html.of("img")
                .address("src", Address.of(page, badge))
                .with("alt", "Badge: " + situation.title())
                .with("height", "" + HEIGHT)),
        Html.of("p", "In Markdown, with the address of this site in place of SITE:"),
        WayOut.commands(
            java.util.List.of(
                "[![%s](SITE/%s)](SITE/%s)".formatted(situation.id(), badge.path(), page.path()))));
  }
}

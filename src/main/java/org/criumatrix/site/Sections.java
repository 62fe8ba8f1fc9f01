package org.criumatrix.site;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The parts of a page, each under a heading that can be linked. */
final class Sections {

  private static final Pattern NO_LETTER = Pattern.compile("[^a-z0-9]+");

  private final Html all = Html.of("div");
  private final Set<String> ids = new HashSet<>();

  /** Adds a part; none if there is nothing in it. */
  Sections add(String title, List<Html> content) {
    if (!content.isEmpty()) {
      all.add(Html.of("section", Html.of("h2", title).id(id(title)), content));
    }
    return this;
  }

  Sections add(String title, Html... content) {
    return add(title, List.of(content));
  }

  Sections add(String title, Optional<Html> content) {
    return add(title, content.stream().toList());
  }

  /** Returns a fragment of a title, {@code why-it-fails}, which no other part of the page has. */
  private String id(String title) {
    var id = NO_LETTER.matcher(title.toLowerCase(Locale.ROOT)).replaceAll("-");
    return ids.add(id) ? id : Slug.of(title);
  }

  /** Adds a paragraph; none for an empty text. */
  Sections paragraph(String css, String text) {
    if (!text.isBlank()) {
      all.add(Html.of("p", text).css(css));
    }
    return this;
  }

  /** Adds something without a heading. */
  Sections plain(Html content) {
    all.add(content);
    return this;
  }

  Html html() {
    return all;
  }

  /** Returns something that is shown on demand. */
  static Html folded(String summary, Html... content) {
    return Html.of("details", Html.of("summary", summary), List.of(content));
  }
}

package org.criumatrix.site;

/** Names and what is known of each. */
final class FactTable {

  private final Html list = Html.of("dl");

  FactTable add(String name, Object... value) {
    var text = Html.of("dd", value);
    if (!text.text().isBlank()) {
      list.add(Html.of("div", Html.of("dt", name), text));
    }
    return this;
  }

  Html html() {
    return list;
  }
}

package org.criumatrix.report;

import java.util.ArrayList;
import java.util.List;

/** A column of text that is as wide as its widest entry. */
final class TextColumn {

  private record Entry(String verdict, String text) {}

  private final String title;
  private final List<Entry> entries = new ArrayList<>();

  TextColumn(String title) {
    this.title = title;
  }

  void add(String verdict, String text) {
    entries.add(new Entry(verdict, text));
  }

  int width() {
    return entries.stream().mapToInt(e -> e.text().length()).reduce(title.length(), Math::max);
  }

  /** Returns the title, padded to the column's width. */
  String title() {
    return padded(title);
  }

  /** Returns an entry, padded to the column's width and then coloured. */
  String entry(int row, Paint paint) {
    var entry = entries.get(row);
    return paint.verdict(entry.verdict(), padded(entry.text()));
  }

  private String padded(String text) {
    return text + " ".repeat(width() - text.length());
  }
}

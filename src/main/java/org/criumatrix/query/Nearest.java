package org.criumatrix.query;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody meant who wrote another one. */
final class Nearest {

  /** More changes than these, or than a third of the letters, make another word. */
  private static final int MAX_CHANGES = 2;

  private static final int LETTERS_PER_CHANGE = 3;

  private Nearest() {}

  /** Returns the name that begins with the text, or is most like it; empty if none is. */
  static Optional<String> to(String written, List<String> names) {
    var text = written.toLowerCase(Locale.ROOT);
    if (text.length() >= 2) {
      var begun = names.stream().filter(n -> n.startsWith(text)).findFirst();
      if (begun.isPresent()) {
        return begun;
      }
    }
    var limit =
        Math.min(
            Math.max(MAX_CHANGES, text.length() / LETTERS_PER_CHANGE),
            Math.max(0, text.length() - 1));
    String nearest = null;
    for (var name : names) {
      var changes = changes(text, name.toLowerCase(Locale.ROOT));
      if (changes <= limit) {
        nearest = name;
        limit = changes - 1;
      }
    }
    return Optional.ofNullable(nearest);
  }

  /** Returns a question about the nearest name, or a full stop. */
  static String question(String written, List<String> names) {
    return to(written, names).map("; did you mean '%s'?"::formatted).orElse(".");
  }

  /** Returns the number of letters to insert, remove or replace. */
  private static int changes(String a, String b) {
    var before = new int[b.length() + 1];
    for (var j = 0; j < before.length; j++) {
      before[j] = j;
    }
    for (var i = 1; i <= a.length(); i++) {
      var now = new int[before.length];
      now[0] = i;
      for (var j = 1; j < now.length; j++) {
        var replaced = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        now[j] = Math.min(replaced, 1 + Math.min(before[j], now[j - 1]));
      }
      before = now;
    }
    return before[b.length()];
  }
}

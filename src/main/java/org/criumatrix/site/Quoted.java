package org.criumatrix.site;

import java.util.List;
import java.util.regex.Pattern;

/** Words of commands that readers copy: a shell takes each as one word, with any text in it. */
final class Quoted {

  private static final Pattern SAFE = Pattern.compile("[\\w.:/@+,%=~^-]+");
  private static final Pattern OPTION = Pattern.compile("(?s)(--[a-z][a-z0-9-]*)=(.*)");

  private Quoted() {}

  /** Returns a word, in quotes if it needs them. */
  static String word(String word) {
    return SAFE.matcher(word).matches() ? word : text(word);
  }

  /** Returns a text in quotes. */
  static String text(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** Returns options of CRIU, each with its value in quotes if that needs them. */
  static List<String> options(List<String> options) {
    return options.stream().map(Quoted::option).toList();
  }

  private static String option(String option) {
    var parts = OPTION.matcher(option);
    return parts.matches() ? parts.group(1) + "=" + word(parts.group(2)) : word(option);
  }
}

package org.criumatrix.report;

import java.util.LinkedHashSet;
import java.util.regex.Pattern;
import org.criumatrix.record.CellRecord;

/**
 * The words of a cell's commands that a reader searches for: programs, actions and options. Paths,
 * PIDs and numbers differ from cell to cell, and are left out so that many cells share one text.
 */
final class CommandWords {

  private static final Pattern BLANK = Pattern.compile("\\s+");

  /** A word that is a number, an address or the name of a temporary file. */
  private static final Pattern PASSING = Pattern.compile("[^=]*\\d{3,}.*|\\d[\\d.:]*|.*[\\[{(].*");

  private CommandWords() {}

  static String of(CellRecord record) {
    var words = new LinkedHashSet<String>();
    for (var command : record.evidence().commands()) {
      BLANK.splitAsStream(command.line()).map(CommandWords::word).forEach(words::add);
    }
    words.remove("");
    return String.join(" ", words);
  }

  /**
   * Returns the lasting part of a word: of a path its last name, of an option with a path the
   * option.
   */
  private static String word(String word) {
    var plain = word.replaceAll("['\"]", "");
    if (plain.startsWith("-")) {
      return plain.replaceFirst("=.*[/\\d].*", "");
    }
    var name = plain.substring(plain.lastIndexOf('/') + 1);
    return PASSING.matcher(name).matches() ? "" : name;
  }
}

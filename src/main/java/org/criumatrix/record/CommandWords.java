package org.criumatrix.record;

import java.util.ArrayList;
import java.util.List;

/** The words of a command that a record has. */
public final class CommandWords {

  private CommandWords() {}

  /** Returns the whole words of a line, without the quotes of a shell. */
  public static List<String> of(String line) {
    var words = new ArrayList<String>();
    StringBuilder word = null;
    var quote = ' ';
    for (var i = 0; i < line.length(); i++) {
      var c = line.charAt(i);
      if (quote == ' ' && Character.isWhitespace(c)) {
        if (word != null) {
          words.add(word.toString());
          word = null;
        }
        continue;
      }
      word = word == null ? new StringBuilder() : word;
      if (quote == ' ' && (c == '\'' || c == '"')) {
        quote = c;
      } else if (c == quote) {
        quote = ' ';
      } else if (c == '\\' && quote != '\'' && i + 1 < line.length()) {
        word.append(line.charAt(++i));
      } else {
        word.append(c);
      }
    }
    // A command that was too long for the data ends in the middle of a word.
    if (word != null && !line.endsWith("…")) {
      words.add(word.toString());
    }
    return List.copyOf(words);
  }
}

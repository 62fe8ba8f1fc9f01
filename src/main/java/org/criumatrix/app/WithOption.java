package org.criumatrix.app;

import java.util.List;

/** The option {@code --with}, which takes options of CRIU. */
final class WithOption {

  private WithOption() {}

  /**
   * Returns the options of CRIU.
   *
   * @throws CommandException if a word is none
   */
  static List<String> requireOptions(List<String> words) {
    for (var word : words) {
      if (!word.startsWith("--")) {
        throw new CommandException(
            ExitCode.USAGE, "--with has an option of CRIU, as in --with=--tcp-close, not " + word);
      }
    }
    return words;
  }
}

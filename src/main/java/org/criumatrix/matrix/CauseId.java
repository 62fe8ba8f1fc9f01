package org.criumatrix.matrix;

import java.util.Locale;
import java.util.regex.Pattern;

/** The permanent id of a cause, which stays the same while its text does. */
public final class CauseId {

  private static final Pattern NO_WORD = Pattern.compile("[^a-z0-9]+");

  /** Characters of the readable part; an id is part of addresses and of file names. */
  private static final int MAX_WORDS = 48;

  private static final int HEX_DIGITS = 4;

  private CauseId() {}

  /** Returns words of the text and a part of its checksum: {@code linux-put-a-mapping-1a2b}. */
  public static String of(String text) {
    return words(text) + Sha256.of(text).substring(0, HEX_DIGITS);
  }

  /** Returns an id with the whole checksum, for a cause that would have the id of another one. */
  public static String longOf(String text) {
    return words(text) + Sha256.of(text);
  }

  /** Returns words with a dash behind each; empty if the text has none. */
  private static String words(String text) {
    var words = NO_WORD.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("-");
    return cut(words.replaceFirst("^-", ""));
  }

  private static String cut(String words) {
    if (words.length() <= MAX_WORDS) {
      return words.isEmpty() || words.endsWith("-") ? words : words + "-";
    }
    var dash = words.lastIndexOf('-', MAX_WORDS);
    return words.substring(0, dash > 0 ? dash : MAX_WORDS) + "-";
  }
}

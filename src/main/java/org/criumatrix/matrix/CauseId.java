package org.criumatrix.matrix;

import java.util.Locale;

/** The permanent id of a cause, which stays the same while its text does. */
public final class CauseId {

  /** Characters of the readable part; an id is part of addresses and of file names. */
  private static final int MAX_WORDS = 40;

  private static final int HEX_DIGITS = 4;

  private CauseId() {}

  /**
   * Returns words of the text and a part of its checksum: {@code linux-6-13-put-a-mapping-1a2b}.
   */
  public static String of(String text) {
    var words = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-", "");
    if (words.length() > MAX_WORDS) {
      var end = words.lastIndexOf('-', MAX_WORDS);
      words = words.substring(0, end > 0 ? end : MAX_WORDS);
    }
    words = words.replaceAll("-$", "");
    var hash = Sha256.of(text).substring(0, HEX_DIGITS);
    return words.isEmpty() ? hash : words + "-" + hash;
  }
}

package org.criumatrix.dataset;

import java.util.Locale;
import java.util.regex.Pattern;
import org.criumatrix.matrix.Sha256;

/**
 * What makes two failures one cause: the reason that matrix.csv has for them, or else their error.
 *
 * @param why the reason; null if it is not known
 * @param error the error without passing numbers; null if the reason is known
 */
record CauseKey(String why, String error) {

  private static final Pattern NO_WORD = Pattern.compile("[^a-z0-9]+");
  private static final int LONGEST_SLUG = 48;
  private static final int DIGITS = 4;

  static CauseKey ofReason(String why) {
    return new CauseKey(why, null);
  }

  static CauseKey ofError(String error) {
    return new CauseKey(null, error);
  }

  private String text() {
    return why == null ? error : why;
  }

  /** Returns the permanent id: words of the text, and a checksum of all of it. */
  String id() {
    return slug() + Sha256.of(text()).substring(0, DIGITS);
  }

  /** Returns an id with the whole checksum, for a cause that would have the id of another one. */
  String longId() {
    return slug() + Sha256.of(text());
  }

  private String slug() {
    var words = NO_WORD.matcher(text().toLowerCase(Locale.ROOT)).replaceAll("-");
    return cut(words.replaceFirst("^-", ""));
  }

  /** Cuts between words, and ends with a dash unless nothing is left. */
  private static String cut(String words) {
    if (words.length() <= LONGEST_SLUG) {
      return words.isEmpty() || words.endsWith("-") ? words : words + "-";
    }
    var dash = words.lastIndexOf('-', LONGEST_SLUG);
    return words.substring(0, dash > 0 ? dash : LONGEST_SLUG) + "-";
  }
}

package org.criumatrix.bundle;

import java.util.Locale;
import java.util.regex.Pattern;

/** Finds network addresses in texts, and decides which of them reveal a network. */
final class AddressPatterns {

  /**
   * A colon may follow, as in {@code 10.1.2.3:80}. Letters, digits or more dots make it a version.
   */
  static final Pattern V4 =
      Pattern.compile(
          "(?<![\\w.+~-])(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?![\\w+~]|[.-]\\w)");

  static final Pattern V6 =
      Pattern.compile("(?<![\\w:.])[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?![\\w:])");

  static final Pattern MAC =
      Pattern.compile("(?<![\\w:])(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}(?![\\w:])");

  /** Loopback, unspecified and broadcast addresses, and those for documentation (RFC 5737). */
  private static final Pattern GENERIC_V4 =
      Pattern.compile(
          "127\\..*|0\\.0\\.0\\.0|255\\..*|192\\.0\\.2\\..*|198\\.51\\.100\\..*|203\\.0\\.113\\..*");

  /** Only global, private and link-local addresses, and so not {@code a::b} or {@code 15:31:07}. */
  private static final Pattern IDENTIFYING_V6 =
      Pattern.compile("(?:[23][0-9a-f]{3}|f[cde][0-9a-f]{2}):.*");

  /** The prefix for documentation (RFC 3849). */
  private static final String DOCUMENTATION_V6 = "2001:db8:";

  private static final int GROUPS = 8;

  private AddressPatterns() {}

  /** Whether a text has the three dots between digits of an address: few texts have. */
  static boolean mayHaveV4(String text) {
    var dots = 0;
    for (var i = text.indexOf('.'); i >= 0; i = text.indexOf('.', i + 1)) {
      if (i > 0 && isDigit(text, i - 1) && isDigit(text, i + 1)) {
        dots++;
      }
    }
    return dots > 2;
  }

  private static boolean isDigit(String text, int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  /** Whether a text has the two colons of the shortest address. */
  static boolean mayHaveColons(String text) {
    return text.indexOf(':', text.indexOf(':') + 1) > 0;
  }

  static boolean isIdentifyingV4(String address) {
    return !GENERIC_V4.matcher(address).matches();
  }

  static boolean isIdentifyingV6(String address) {
    var lower = address.toLowerCase(Locale.ROOT);
    var isOne = lower.contains("::") || lower.split(":", -1).length == GROUPS;
    return isOne && IDENTIFYING_V6.matcher(lower).matches() && !lower.startsWith(DOCUMENTATION_V6);
  }

  static boolean isIdentifyingMac(String address) {
    return !address.matches("(?:00:){5}00|(?i:(?:ff:){5}ff)");
  }
}

package org.criumatrix.matrix;

import java.util.Arrays;
import java.util.Comparator;
import java.util.regex.Pattern;

/** Orders upstream versions as people do: 4.2.1 before 4.10, 4.3-rc1 before 4.3. */
public final class VersionOrder implements Comparator<String> {

  public static final VersionOrder OLDEST_FIRST = new VersionOrder();

  /** As many digits as fit into a long; possessive, which needs no stack. */
  private static final Pattern NUMBERS = Pattern.compile("^[0-9]{1,18}+(?:\\.[0-9]{1,18}+)*+");

  private static final Pattern DOT = Pattern.compile("\\.");

  private VersionOrder() {}

  @Override
  public int compare(String a, String b) {
    var byNumber = Arrays.compare(numbers(a), numbers(b));
    return byNumber != 0 ? byNumber : bySuffix(suffix(a), suffix(b));
  }

  private static int bySuffix(String a, String b) {
    return a.isEmpty() || b.isEmpty() ? Boolean.compare(a.isEmpty(), b.isEmpty()) : a.compareTo(b);
  }

  private static long[] numbers(String version) {
    var matcher = NUMBERS.matcher(version);
    return matcher.find()
        ? DOT.splitAsStream(matcher.group()).mapToLong(Long::parseLong).toArray()
        : new long[0];
  }

  private static String suffix(String version) {
    return NUMBERS.matcher(version).replaceFirst("");
  }
}

package org.criumatrix.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.criumatrix.matrix.WithoutCriu;

/**
 * The order that readers expect of an axis' values: most powerful or plainest first, 4.9 < 4.10.
 */
final class ValueOrder {

  private static final Map<String, List<String>> KNOWN =
      Map.of(
          // The newest build comes last.
          "criu", List.of(WithoutCriu.NONE),
          "privilege", List.of("root", "sudo", "setuid", "capabilities", "unprivileged"),
          "runtime", List.of("none", "podman", "docker", "apptainer"),
          "host", List.of("local"));

  private static final Pattern PART = Pattern.compile("\\d+|\\D+");

  private ValueOrder() {}

  static Comparator<String> of(String axis) {
    var known = KNOWN.getOrDefault(axis, List.of());
    return Comparator.<String>comparingInt(v -> known.contains(v) ? known.indexOf(v) : known.size())
        .thenComparing(ValueOrder::natural);
  }

  private static int natural(String a, String b) {
    var left = PART.matcher(a);
    var right = PART.matcher(b);
    while (true) {
      var more = left.find();
      if (more != right.find()) {
        return more ? 1 : -1;
      }
      if (!more) {
        return 0;
      }
      var order = part(left.group(), right.group());
      if (order != 0) {
        return order;
      }
    }
  }

  private static int part(String a, String b) {
    var bothNumbers = Character.isDigit(a.charAt(0)) && Character.isDigit(b.charAt(0));
    // A longer number is larger; comparing texts needs no parsing and never overflows.
    return bothNumbers && a.length() != b.length() ? a.length() - b.length() : a.compareTo(b);
  }
}

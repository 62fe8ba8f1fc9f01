package org.criumatrix.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names some lines of a grid shortly: {@code ≥ 6.16} in place of a list of kernels. */
final class GridSpans {

  private static final Pattern SERIES = Pattern.compile("^\\d+\\.\\d+");
  private static final Pattern NUMBERS = Pattern.compile("^\\d+(\\.\\d+)+");

  private final GridAxis axis;
  private final List<String> lines;
  private final Map<String, String> names;

  /**
   * @param lines all lines, in their order
   */
  GridSpans(GridAxis axis, List<String> lines) {
    this.axis = axis;
    this.lines = List.copyOf(lines);
    this.names = names(lines);
  }

  /** Gives each line the shortest name that no other line could have. */
  private static Map<String, String> names(List<String> lines) {
    List<UnaryOperator<String>> shorter =
        List.of(l -> beginning(SERIES, l), l -> beginning(NUMBERS, l));
    return lines.stream()
        .collect(
            Collectors.toMap(
                line -> line,
                line ->
                    shorter.stream()
                        .filter(
                            s -> lines.stream().map(s).filter(s.apply(line)::equals).count() < 2)
                        .findFirst()
                        .map(s -> s.apply(line))
                        .orElse(line)));
  }

  private static String beginning(Pattern pattern, String line) {
    var found = pattern.matcher(line);
    return found.find() ? found.group() : line;
  }

  /** Returns the names of these lines, in their order. */
  String of(Collection<String> some) {
    if (lines.size() > 1 && some.containsAll(lines)) {
      return "all";
    }
    if (!axis.isVersion()) {
      return lines.stream()
          .filter(some::contains)
          .map(names::get)
          .collect(Collectors.joining(", "));
    }
    var spans = new ArrayList<String>();
    for (var from = 0; from < lines.size(); from++) {
      var to = from;
      while (to < lines.size() && some.contains(lines.get(to))) {
        to++;
      }
      if (to > from) {
        spans.add(span(from, to - 1));
        from = to;
      }
    }
    return String.join(", ", spans);
  }

  private String span(int first, int last) {
    var from = names.get(lines.get(first));
    if (first == last) {
      return from;
    }
    if (last == lines.size() - 1) {
      return "≥ " + from;
    }
    var to = names.get(lines.get(last));
    return first == 0 ? "≤ " + to : from + " to " + to;
  }
}

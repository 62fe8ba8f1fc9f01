package org.criumatrix.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A unified diff of a file in which lines were added and removed. */
final class LineDiff {

  private static final int AROUND = 3;

  private final String name;
  private final List<String> lines;
  private final Map<Integer, List<String>> added;
  private final Set<Integer> removed;
  private final List<String> text = new ArrayList<>();

  /** How many lines the new file has more than the old one, so far. */
  private int more;

  /**
   * @param added by the number of the line that they are below; 0: above all
   * @param removed numbers of lines, from 1
   */
  LineDiff(
      String name, List<String> lines, Map<Integer, List<String>> added, Set<Integer> removed) {
    this.name = name;
    this.lines = lines;
    this.added = added;
    this.removed = removed;
  }

  String text() {
    var line = 0;
    while (line <= lines.size()) {
      if (isChanged(line)) {
        line = hunk(line);
      }
      line++;
    }
    return text.isEmpty()
        ? ""
        : "--- %s%n+++ %s%n".formatted(name, name) + String.join("\n", text) + "\n";
  }

  private boolean isChanged(int line) {
    return added.containsKey(line) || removed.contains(line);
  }

  /**
   * A hunk, from a line that is changed on.
   *
   * @return the last line in it
   */
  private int hunk(int first) {
    var from = Math.max(1, removed.contains(first) ? first - AROUND : first - AROUND + 1);
    var to = Math.min(lines.size(), first + AROUND);
    // One that would share lines with the next is one with it.
    for (var i = first; i <= Math.min(lines.size(), to + AROUND); i++) {
      if (isChanged(i)) {
        to = Math.min(lines.size(), i + AROUND);
      }
    }
    var body = new ArrayList<String>();
    var plus = from == 1 ? plus(body, 0) : 0;
    var minus = 0;
    for (var i = from; i <= to; i++) {
      var gone = removed.contains(i);
      minus += gone ? 1 : 0;
      body.add((gone ? "-" : " ") + lines.get(i - 1));
      plus += plus(body, i);
    }
    var length = to - from + 1;
    text.add("@@ -%d,%d +%d,%d @@".formatted(from, length, from + more, length - minus + plus));
    text.addAll(body);
    more += plus - minus;
    return to;
  }

  private int plus(List<String> body, int line) {
    var here = added.getOrDefault(line, List.of());
    here.forEach(l -> body.add("+" + l));
    return here.size();
  }
}

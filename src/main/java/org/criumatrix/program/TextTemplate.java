package org.criumatrix.program;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.DeltaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text as two uninterrupted runs have it: lines that are the same in both, lines that differ in
 * numbers, and places where anything may stand.
 */
final class TextTemplate {

  /** Longer texts are only compared as a whole, since finding what they share takes too long. */
  private static final int MAX_LINES = 20_000;

  /**
   * A place of the template.
   *
   * @param exact the line; null if it varies
   * @param pattern of a line that varies; null if it does not, or anything may stand here
   */
  private record Element(String exact, LinePattern pattern) {

    static final Element ANYTHING = new Element(null, null);

    boolean isGap() {
      return exact == null && pattern == null;
    }

    boolean matches(String line) {
      return exact != null ? exact.equals(line) : pattern.matches(line);
    }

    String describe() {
      return exact != null ? exact : pattern.toString();
    }
  }

  private final List<Element> elements;

  private TextTemplate(List<Element> elements) {
    this.elements = List.copyOf(elements);
  }

  static TextTemplate of(List<String> one, List<String> other) {
    var elements = new ArrayList<Element>();
    if (one.equals(other)) {
      one.forEach(line -> elements.add(new Element(line, null)));
      return new TextTemplate(elements);
    }
    if (one.size() > MAX_LINES || other.size() > MAX_LINES) {
      return new TextTemplate(List.of(Element.ANYTHING));
    }
    var at = 0;
    for (var delta : DiffUtils.diff(one, other).getDeltas()) {
      for (; at < delta.getSource().getPosition(); at++) {
        elements.add(new Element(one.get(at), null));
      }
      elements.addAll(varying(delta));
      at += delta.getSource().size();
    }
    for (; at < one.size(); at++) {
      elements.add(new Element(one.get(at), null));
    }
    return new TextTemplate(elements);
  }

  private static List<Element> varying(AbstractDelta<String> delta) {
    var from = delta.getSource().getLines();
    var to = delta.getTarget().getLines();
    var patterns = new ArrayList<Element>();
    if (delta.getType() != DeltaType.CHANGE || from.size() != to.size()) {
      return List.of(Element.ANYTHING);
    }
    for (var i = 0; i < from.size(); i++) {
      var pattern = LinePattern.of(from.get(i), to.get(i));
      if (pattern.isEmpty()) {
        return List.of(Element.ANYTHING);
      }
      patterns.add(new Element(null, pattern.get()));
    }
    return patterns;
  }

  /** Returns whether it has a line that can be compared. */
  boolean isComparable() {
    return elements.stream().anyMatch(e -> e.exact() != null);
  }

  /** Returns how many of its places vary. */
  int varying() {
    return (int) elements.stream().filter(e -> e.exact() == null).count();
  }

  /** Returns the first place where a text is different; empty if there is none. */
  Optional<Difference> difference(String name, List<String> text) {
    var line = 0;
    var afterGap = false;
    Difference time = null;
    for (var element : elements) {
      if (element.isGap()) {
        afterGap = true;
        continue;
      }
      var found = afterGap ? next(element, text, line) : line;
      afterGap = false;
      if (found >= text.size()) {
        return Optional.of(difference(name, line, text, element.describe()));
      }
      if (!element.matches(text.get(found))) {
        var difference = difference(name, found, text, element.describe());
        if (!difference.isTime()) {
          return Optional.of(difference);
        }
        time = time == null ? difference : time;
      }
      line = found + 1;
    }
    if (line < text.size() && !afterGap) {
      return Optional.of(difference(name, line, text, "nothing"));
    }
    return Optional.ofNullable(time);
  }

  private static int next(Element element, List<String> text, int from) {
    for (var i = from; i < text.size(); i++) {
      if (element.matches(text.get(i))) {
        return i;
      }
    }
    for (var i = from; i < text.size(); i++) {
      if (LinePattern.differsInTimeOnly(text.get(i), element.describe())) {
        return i;
      }
    }
    return text.size();
  }

  private static Difference difference(String name, int line, List<String> text, String expected) {
    var seen = line < text.size() ? text.get(line) : "nothing";
    return new Difference(
        "%s line %d".formatted(name, line + 1),
        seen.strip(),
        expected.strip(),
        line < text.size() && LinePattern.differsInTimeOnly(seen, expected));
  }
}

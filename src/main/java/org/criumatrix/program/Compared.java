package org.criumatrix.program;

import java.util.List;
import java.util.regex.Pattern;
import org.criumatrix.matrix.Selection;

/**
 * The results of a program that have to be the same as in an uninterrupted run.
 *
 * @param stdout whether the standard output counts
 * @param stderr whether the standard error counts
 * @param files globs over paths from the working folder
 * @param ignored lines in which one of these is found do not count
 */
public record Compared(boolean stdout, boolean stderr, Selection files, List<Pattern> ignored) {

  /** Everything counts. */
  public static final Compared ALL = new Compared(true, true, Selection.of("*"), List.of());

  public Compared {
    ignored = List.copyOf(ignored);
  }

  /** Returns the lines that count. */
  List<String> counting(List<String> lines) {
    return ignored.isEmpty()
        ? lines
        : lines.stream().filter(l -> ignored.stream().noneMatch(p -> p.matcher(l).find())).toList();
  }
}

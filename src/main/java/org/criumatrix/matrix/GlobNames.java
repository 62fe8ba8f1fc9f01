package org.criumatrix.matrix;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All texts that a glob of braces alone matches: one look finds a text among hundreds. */
final class GlobNames implements Braces.Visitor {

  private static final int MOST = 1000;

  /**
   * An open brace.
   *
   * @param before what stands before it
   * @param alternatives those that are complete
   */
  private record Brace(List<String> before, List<String> alternatives) {}

  private final ArrayDeque<Brace> braces = new ArrayDeque<>();
  private List<String> names = List.of("");
  private boolean isEndless;

  private GlobNames() {}

  /**
   * Returns the texts; empty if there are too many.
   *
   * @throws IllegalArgumentException if a brace is not closed or not opened
   */
  static Optional<Set<String>> of(String glob) {
    var read = new GlobNames();
    Braces.read(glob, read);
    return read.isEndless ? Optional.empty() : Optional.of(Set.copyOf(read.names));
  }

  @Override
  public void letter(int c) {
    isEndless |= c == '*' || c == '?';
    if (!isEndless) {
      names = names.stream().map(n -> n + Character.toString(c)).toList();
    }
  }

  @Override
  public void open() {
    braces.push(new Brace(names, new ArrayList<>()));
    names = List.of("");
  }

  @Override
  public void next() {
    braces.peek().alternatives().addAll(names);
    names = List.of("");
  }

  @Override
  public void close() {
    var brace = braces.pop();
    brace.alternatives().addAll(names);
    isEndless |= (long) brace.before().size() * brace.alternatives().size() > MOST;
    names =
        isEndless
            ? List.of("")
            : brace.before().stream()
                .flatMap(b -> brace.alternatives().stream().map(a -> b + a))
                .distinct()
                .toList();
  }
}

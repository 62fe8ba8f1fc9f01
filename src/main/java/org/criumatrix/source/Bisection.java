package org.criumatrix.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.criumatrix.repository.Clone;

/** Searches the commit that changed what is seen, and halves the commits that it may be. */
public final class Bisection {

  private final Clone clone;
  private final Function<String, Optional<Boolean>> probe;
  private final Map<String, Optional<Boolean>> seen = new LinkedHashMap<>();

  /**
   * @param probe whether a commit works; empty: it cannot be built, or it cannot be seen
   */
  public Bisection(Clone clone, Function<String, Optional<Boolean>> probe) {
    this.clone = clone;
    this.probe = probe;
  }

  /**
   * The end of a search.
   *
   * @param works whether it works with the change
   * @param suspects the commits of which one is the change: only one, unless some next to it cannot
   *     be seen; none: both ends are alike
   */
  public record Found(boolean works, List<String> suspects) {}

  /**
   * Searches.
   *
   * @param from a commit without the change, which is only tried if no other without it was seen
   * @param to a commit with the change
   * @throws IllegalArgumentException when there is nothing between them, or the last cannot be seen
   */
  public Found search(String from, String to) {
    var changed = clone.commit(to);
    var before = new LinkedHashSet<>(List.of(clone.commit(from)));
    if (clone.halving(changed, before).isEmpty()) {
      throw new SourceException("%s..%s has no commits".formatted(from, to));
    }
    var works = see(changed);
    if (works.isEmpty()) {
      throw new SourceException(to + " cannot be built, or not be tried; name another end");
    }
    for (var next = next(changed, before); next.isPresent(); next = next(changed, before)) {
      var commit = next.get();
      var same = see(commit).map(works.get()::equals);
      if (same.isPresent() && same.get()) {
        changed = commit;
      } else if (same.isPresent()) {
        before.add(commit);
      }
    }
    var suspects = clone.halving(changed, before);
    var onlyGiven = before.size() == 1;
    if (onlyGiven && see(before.iterator().next()).equals(works)) {
      return new Found(works.get(), List.of());
    }
    return new Found(works.get(), suspects);
  }

  /** Returns the commit to try next, if one is left. */
  private Optional<String> next(String changed, LinkedHashSet<String> before) {
    return clone.halving(changed, before).stream()
        .filter(commit -> !commit.equals(changed) && !seen.containsKey(commit))
        .findFirst();
  }

  private Optional<Boolean> see(String commit) {
    // Not computeIfAbsent: a probe lasts minutes and prints.
    if (!seen.containsKey(commit)) {
      seen.put(commit, probe.apply(commit));
    }
    return seen.get(commit);
  }

  /** Returns the commits that were tried, in order. */
  public List<String> tried() {
    return new ArrayList<>(seen.keySet());
  }
}

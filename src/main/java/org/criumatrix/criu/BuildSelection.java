package org.criumatrix.criu;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.criumatrix.matrix.Glob;
import org.criumatrix.matrix.Selection;

/**
 * Selects builds by the user's globs: {@code 4.* !4.1.*}, {@code newest}, {@code path:/my/criu}.
 */
final class BuildSelection {

  private static final String NEWEST = "newest";

  private final List<CriuBuild> builds;
  private final Function<String, Optional<List<CriuBuild>>> others;

  /**
   * @param builds oldest first
   * @param others the builds of words that are not about these
   */
  BuildSelection(List<CriuBuild> builds, Function<String, Optional<List<CriuBuild>>> others) {
    this.builds = builds;
    this.others = others;
  }

  List<CriuBuild> select(String globs) {
    var words = Selection.words(globs);
    var chosen = new LinkedHashMap<String, CriuBuild>();
    if (words.stream().allMatch(word -> word.startsWith("!"))) {
      put(builds, chosen);
    }
    var wanted = new ArrayList<CriuBuild>();
    words.stream().filter(word -> !word.startsWith("!")).forEach(w -> wanted.addAll(one(w)));
    put(builds.stream().filter(wanted::contains).toList(), chosen);
    put(wanted, chosen);
    words.stream()
        .filter(word -> word.startsWith("!"))
        .map(word -> Glob.of(word.substring(1)))
        .forEach(glob -> chosen.keySet().removeIf(glob::matches));
    return List.copyOf(chosen.values());
  }

  private List<CriuBuild> one(String word) {
    if (word.startsWith(UserBuild.PREFIX)) {
      return List.of(UserBuild.of(word));
    }
    var known = builds.stream().anyMatch(build -> build.version().equals(word));
    var elsewhere = known ? Optional.<List<CriuBuild>>empty() : others.apply(word);
    if (elsewhere.isPresent()) {
      return elsewhere.get();
    }
    if (builds.isEmpty()) {
      // Without any build a glob that matches nothing is no mistake.
      return List.of();
    }
    if (word.equals(NEWEST)) {
      return List.of(builds.get(builds.size() - 1));
    }
    var glob = Glob.of(word);
    var found = builds.stream().filter(build -> glob.matches(build.version())).toList();
    return found.isEmpty() && !word.equals("*") ? unknown(word) : found;
  }

  private List<CriuBuild> unknown(String word) {
    throw new IllegalArgumentException(
        "no CRIU build matches '%s'; there are: %s"
            .formatted(
                word,
                builds.stream()
                    .map(CriuBuild::version)
                    .collect(
                        Collectors.joining(
                            ", ",
                            "",
                            ", newest, path:/my/criu; -Dcriu.source=CLONE adds git:v4.0 and 4.0"))));
  }

  private static void put(List<CriuBuild> some, LinkedHashMap<String, CriuBuild> into) {
    some.forEach(build -> into.putIfAbsent(build.version(), build));
  }
}

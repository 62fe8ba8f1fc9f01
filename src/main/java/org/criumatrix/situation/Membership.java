package org.criumatrix.situation;

import java.util.List;
import java.util.stream.Stream;
import org.criumatrix.matrix.Glob;
import org.criumatrix.matrix.Selection;

/**
 * A situation and its cases.
 *
 * @param isFirst whether no other situation of the row gets its cases
 */
record Membership(
    Situation situation, CaseList cases, CaseList plain, CaseList misuse, boolean isFirst) {

  boolean has(String name) {
    return cases.has(name) || plain.has(name) || misuse.has(name);
  }

  /**
   * Returns the role of one of its cases.
   *
   * @param misuseOfRow what is misuse in every situation of the row
   */
  CaseRole role(String name, CaseList misuseOfRow) {
    if (misuse.has(name) || misuseOfRow.has(name)) {
      return CaseRole.MISUSE;
    }
    return plain.has(name) ? CaseRole.PLAIN : CaseRole.WAY;
  }

  /** Whether a case asks about it. Some situations are only there for a search to find. */
  boolean hasLists() {
    return lists().anyMatch(list -> !list.globs().isEmpty());
  }

  private Stream<CaseList> lists() {
    return Stream.of(cases, plain, misuse);
  }

  /** Returns those of its globs that match none of the names. */
  List<String> idleGlobs(List<String> names) {
    return lists()
        .flatMap(list -> list.globs().stream())
        .flatMap(globs -> Selection.words(globs).stream())
        .filter(glob -> names.stream().noneMatch(positive(glob)::matches))
        .toList();
  }

  private static Glob positive(String glob) {
    return Glob.of(glob.startsWith("!") ? glob.substring(1) : glob);
  }
}

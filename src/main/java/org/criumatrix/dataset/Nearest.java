package org.criumatrix.dataset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.criumatrix.matrix.VersionOrder;

/**
 * The tested context that is nearest to one that was never tested.
 *
 * @param answer what the situation comes to there
 * @param relaxed the axes on which it differs: {@code host}, {@code runtime}, {@code kernel},
 *     {@code criu}, {@code privilege}
 */
public record Nearest(Answer answer, List<String> relaxed) {

  /** The axes from the one that matters least to the one that matters most. */
  private static final List<String> AXES =
      List.of("host", "runtime", "kernel", "criu", "privilege");

  /** The best first. */
  private static final List<String> VERDICTS =
      List.of(AnswerDraft.WORKS, AnswerDraft.WITH_OPTIONS, AnswerDraft.PARTLY, AnswerDraft.NO);

  private static final Comparator<Nearest> ORDER =
      Comparator.<Nearest>comparingInt(n -> n.relaxed().size())
          .thenComparing(n -> n.relaxed().stream().mapToInt(a -> 1 << AXES.indexOf(a)).sum())
          .thenComparing(n -> n.answer().criu(), VersionOrder.OLDEST_FIRST.reversed())
          .thenComparing(n -> n.answer().kernel(), VersionOrder.OLDEST_FIRST.reversed())
          .thenComparing(n -> !n.answer().privilege().equals("root"))
          .thenComparing(n -> VERDICTS.indexOf(n.answer().verdict()))
          .thenComparing(n -> Context.of(n.answer()).toString());

  /**
   * Returns the nearest context in which a situation was tested: of those that differ on the fewest
   * axes the one that differs on those that matter least, then the newest, as root, and the best.
   *
   * @param situation its id
   * @param wanted an axis that is null may have any value
   * @return empty if the situation was tested nowhere
   */
  public static Optional<Nearest> of(String situation, Context wanted, Collection<Answer> answers) {
    return answers.stream()
        .filter(a -> a.situation().equals(situation) && !a.verdict().equals(AnswerDraft.CANNOT_RUN))
        .map(a -> new Nearest(a, differing(wanted, Context.of(a))))
        .min(ORDER);
  }

  private static List<String> differing(Context wanted, Context tested) {
    var all = new ArrayList<String>();
    for (var axis : AXES) {
      var value = wanted.on(axis);
      if (value != null && !Objects.equals(value, tested.on(axis))) {
        all.add(axis);
      }
    }
    return List.copyOf(all);
  }
}

package org.criumatrix.site;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.criumatrix.dataset.Answer;

/** Chooses the answer that a page begins with, and those that are named next to it. */
final class Headline {

  private final List<Answer> answers;

  private Headline(List<Answer> answers) {
    this.answers = answers;
  }

  /**
   * Returns the headline of the newest build on the newest kernel that it was tried on in the
   * plainest context, or else at all; of what could not be tried anywhere likewise.
   */
  static Headline of(List<Answer> answers) {
    var tried = answers.stream().filter(a -> Standing.of(a.verdict()).isTried()).toList();
    var among = tried.isEmpty() ? answers : tried;
    return among.stream()
        .min(
            Comparator.comparing(Answer::criu, Facts.NEWEST_FIRST)
                .thenComparing(a -> !isPlain(a) || !a.host().equals(Context.MACHINE))
                .thenComparing(Answer::kernel, Facts.NEWEST_FIRST))
        .map(
            newest ->
                new Headline(
                    among.stream()
                        .filter(
                            a ->
                                a.criu().equals(newest.criu())
                                    && a.kernel().equals(newest.kernel()))
                        .sorted(Comparator.comparing(Context::of, Context.ORDER))
                        .toList()))
        .orElse(new Headline(List.of()));
  }

  /**
   * Returns the answer of the best known way: of those that work as well the one in the plainest
   * context, CRIU as root without a container.
   */
  Optional<Answer> main() {
    return answers.stream()
        .min(
            Comparator.<Answer>comparingInt(a -> rank(Standing.of(a.verdict())))
                .thenComparing(a -> !isPlain(a)));
  }

  private static boolean isPlain(Answer answer) {
    return answer.runtime().equals(Context.NONE) && answer.privilege().equals("root");
  }

  /** Options are no reason to prefer another context, nor is it whether CRIU or a dump refuses. */
  private static int rank(Standing standing) {
    return switch (standing) {
      case WORKS, WITH_OPTIONS -> 0;
      case PARTLY -> 1;
      case REFUSES, NO -> 2;
      case UNAVAILABLE, UNTESTED -> 3;
    };
  }

  /** Returns the answers in the other contexts, of the same build on the same kernel. */
  List<Answer> others() {
    return main()
        .map(main -> answers.stream().filter(a -> !a.equals(main)).toList())
        .orElse(List.of());
  }

  Standing standing() {
    return main().map(a -> Standing.of(a.verdict())).orElse(Standing.UNTESTED);
  }
}

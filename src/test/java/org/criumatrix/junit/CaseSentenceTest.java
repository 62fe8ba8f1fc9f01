package org.criumatrix.junit;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.criumatrix.matrix.Selection;
import org.criumatrix.matrix.Shard;
import org.criumatrix.rig.Rig;
import org.junit.jupiter.api.Test;

/** The sentences that say what cases are. */
class CaseSentenceTest {

  private static final int LONGEST = 140;

  private static final Axes NO_AXES =
      new Axes(List.of(), List.of(), List.of(), List.of(), Selection.of("*"), Shard.ALL);

  private static final List<CasePlan> PLANS =
      ScenarioLauncher.cases().stream().flatMap(m -> CasePlan.of(m, NO_AXES).stream()).toList();

  /** Cases whose methods are inspected, not called. */
  @SuppressWarnings("unused")
  private static final class Scenarios {

    @Case(
        value = "{tcp,udp}-{client,both}",
        about = "By %1, CRIU dumps %2.",
        words = {"both=both ends = all; server=the server", "client=the client"})
    void words(Rig rig, String protocol, String end) {}

    @Case(value = "{tcp}", about = "%1", words = "tcp")
    void mistaken(Rig rig, String protocol) {}
  }

  private static Case spec(String method, Class<?>... parameters) throws NoSuchMethodException {
    return Scenarios.class.getDeclaredMethod(method, parameters).getAnnotation(Case.class);
  }

  @Test
  void wordsStandForThemselvesOrForWhatTheyMean() throws Exception {
    var spec = spec("words", Rig.class, String.class, String.class);

    assertThat(CaseSentence.of(spec, List.of("udp", "both")))
        .isEqualTo("By udp, CRIU dumps both ends = all.");
    assertThat(CaseSentence.of(spec, List.of("tcp", "client")))
        .isEqualTo("By tcp, CRIU dumps the client.");
  }

  @Test
  void aMeaningHasAWord() throws Exception {
    var spec = spec("mistaken", Rig.class, String.class);

    assertThatIllegalStateException()
        .isThrownBy(() -> CaseSentence.of(spec, List.of("tcp")))
        .withMessage("{tcp}: 'tcp' has no '=': write WORD=MEANING");
  }

  @Test
  void everyCaseHasASentence() {
    var mistaken =
        PLANS.stream().filter(p -> !isSentence(p.about())).map(p -> p.id() + ": " + p.about());

    assertThat(mistaken).isEmpty();
  }

  private static boolean isSentence(String about) {
    return about.matches("[A-Za-z][^%]*[^ .]\\.") && about.length() <= LONGEST;
  }

  @Test
  void noTwoCasesHaveTheSameSentence() {
    var alike =
        PLANS.stream().collect(groupingBy(CasePlan::about)).values().stream()
            .filter(plans -> plans.size() > 1)
            .map(plans -> plans.stream().map(CasePlan::id).toList())
            .toList();

    assertThat(alike).isEmpty();
  }

  @Test
  void everyTextHasTheMeaningOfAWordOfItsCases() {
    for (var method : ScenarioLauncher.cases()) {
      var spec = method.getAnnotation(Case.class);
      var words = CasePlan.of(method, NO_AXES).stream().flatMap(p -> p.words().stream()).toList();

      for (var text : spec.words()) {
        assertThat(words).as("%s: '%s'", spec.value(), text).anyMatch(w -> means(text, w));
      }
    }
  }

  private static boolean means(String text, String word) {
    return text.startsWith(word + "=") || text.contains("; " + word + "=");
  }
}

package org.criumatrix.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.rig.Rig;
import org.junit.jupiter.api.Test;

class SecondTriesTest {

  /** Cases whose methods are inspected, not called. */
  @SuppressWarnings("unused")
  private static final class Scenarios {
    @Case(value = "{docker,podman}-outside-{threads,fork}", about = "", runtime = "%1")
    void outside(Rig rig, String engine, String workload) {}
  }

  private static List<String> among(int cost) throws NoSuchMethodException {
    var method =
        Scenarios.class.getDeclaredMethod("outside", Rig.class, String.class, String.class);
    var plans = plans(method);
    var chosen = SecondTries.of(Map.of(method, plans), m -> cost);
    return plans.stream().filter(chosen::include).map(p -> p.id().name()).toList();
  }

  private static List<CasePlan> plans(Method method) {
    return Alternatives.of(method.getAnnotation(Case.class).value()).stream()
        .map(
            c ->
                new CasePlan(
                    new CaseId("row", c.name()), c.words(), 1, "", "", true, "", List.of()))
        .toList();
  }

  @Test
  void everyCaseOfACheapRowIsTriedAgain() throws Exception {
    assertThat(among(1)).hasSize(4);
  }

  @Test
  void oneCaseOfEachSituationIsTriedAgainInADearRow() throws Exception {
    assertThat(among(15)).containsExactly("docker-outside-threads", "podman-outside-threads");
  }
}

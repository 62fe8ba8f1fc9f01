package org.criumatrix.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.rig.Rig;
import org.junit.jupiter.api.Test;

class SecondTriesTest {

  @Row(value = "network", cost = 3)
  private static final class Cheap {
    @Case("{tcp,udp}-moved")
    void moved(Rig rig, String protocol) {}
  }

  @Row(value = "containers", cost = 40)
  private static final class Dear {
    @Case(value = "{docker,podman}-outside-{threads,fork}", runtime = "%1")
    void outside(Rig rig, String engine, String workload) {}
  }

  private static List<String> among(Class<?> scenarios) {
    var method = scenarios.getDeclaredMethods()[0];
    var plans = plans(method);
    var chosen = SecondTries.of(Map.of(method, plans));
    return plans.stream().filter(chosen::include).map(p -> p.id().name()).toList();
  }

  private static List<CasePlan> plans(Method method) {
    return Alternatives.of(method.getAnnotation(Case.class).value()).stream()
        .map(c -> new CasePlan(new CaseId("row", c.name()), c.words(), 1, "", List.of()))
        .toList();
  }

  @Test
  void everyCaseOfACheapRowIsTriedAgain() {
    assertThat(among(Cheap.class)).containsExactly("tcp-moved", "udp-moved");
  }

  @Test
  void oneCaseOfEachSituationIsTriedAgainInADearRow() {
    assertThat(among(Dear.class))
        .containsExactly("docker-outside-threads", "podman-outside-threads");
  }
}

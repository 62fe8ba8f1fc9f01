package org.criumatrix.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import org.criumatrix.matrix.Claim;
import org.criumatrix.matrix.Selection;
import org.criumatrix.rig.Rig;
import org.junit.jupiter.api.Test;

/** The scenarios as JUnit and the user see them; none is run. */
class CasesTest {

  private static final Axes NO_AXES =
      new Axes(List.of(), List.of(), List.of(), List.of(), Selection.of("*"));

  private final List<Method> cases = ScenarioLauncher.cases();

  @Test
  void noTwoCasesHaveTheSameId() {
    assertThat(cases)
        .isNotEmpty()
        .extracting(method -> CasePlan.of(method, NO_AXES).id())
        .doesNotHaveDuplicates();
  }

  @Test
  void everyCaseBelongsToARowOfThePublishedTable() {
    var rows = Claim.all().stream().map(Claim::row).distinct().toList();

    assertThat(cases)
        .extracting(method -> CasePlan.of(method, NO_AXES).id().row())
        .isSubsetOf(rows);
  }

  @Test
  void everyCaseTakesARigAndNothingElse() {
    assertThat(cases)
        .allSatisfy(method -> assertThat(method.getParameterTypes()).containsExactly(Rig.class));
  }
}

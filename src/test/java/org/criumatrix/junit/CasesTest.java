package org.criumatrix.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Claim;
import org.criumatrix.matrix.Selection;
import org.criumatrix.matrix.Shard;
import org.criumatrix.rig.Rig;
import org.junit.jupiter.api.Test;

/** Tests the scenarios as JUnit and the user see them; none is run. */
class CasesTest {

  private static final Axes NO_AXES =
      new Axes(List.of(), List.of(), List.of(), List.of(), Selection.of("*"), Shard.ALL);

  private static final List<String> OURS =
      List.of("performance", "objects", "batch", "applications", "operations");

  private final List<Method> cases = ScenarioLauncher.cases();

  @Test
  void noTwoCasesHaveTheSameId() {
    assertThat(cases).isNotEmpty().flatExtracting(CasesTest::ids).doesNotHaveDuplicates();
  }

  @Test
  void everyCaseBelongsToARowOfThePublishedTableOrToOneOfOurs() {
    var rows =
        Stream.concat(Claim.all().stream().map(Claim::row), OURS.stream()).distinct().toList();

    assertThat(cases).flatExtracting(CasesTest::ids).extracting(CaseId::row).isSubsetOf(rows);
  }

  /** Returns whether its cases are the tests of a source tree that the user gives. */
  private static boolean needsTree(Method method) {
    return method.getDeclaringClass().getAnnotation(Row.class).value().equals("zdtm");
  }

  @Test
  void withoutASourceTreeThereAreNoneOfItsTests() {
    assertThat(cases)
        .filteredOn(CasesTest::needsTree)
        .hasSize(3)
        .allSatisfy(method -> assertThat(CasePlan.of(method, NO_AXES)).isEmpty());
  }

  private static List<CaseId> ids(Method method) {
    return CasePlan.of(method, NO_AXES).stream().map(CasePlan::id).toList();
  }

  @Test
  void everyCaseTakesARigAndAWordForEachPairOfBraces() {
    assertThat(cases)
        .allSatisfy(
            method -> {
              var types = List.of(method.getParameterTypes());
              assertThat(types.get(0)).isEqualTo(Rig.class);
              assertThat(types.subList(1, types.size())).allMatch(String.class::equals);
              // Throws if the numbers of words and parameters differ.
              var plans = CasePlan.of(method, NO_AXES);
              if (!needsTree(method)) {
                assertThat(plans).isNotEmpty();
              }
            });
  }
}

package org.criumatrix.junit;

import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.criumatrix.matrix.CaseId;

/**
 * Selects the cases that a usual run restores and dumps a second time. The second try takes longer
 * than the cell itself, and an engine takes seconds for each. In rows with expensive cells one case
 * of each situation is selected, in other rows every case.
 */
final class SecondTries {

  /** The cost from which a row's cells are expensive, see {@link Row#cost}. */
  private static final int EXPENSIVE = 15;

  private final Set<CaseId> cases;

  private SecondTries(Set<CaseId> cases) {
    this.cases = cases;
  }

  static SecondTries of(Map<Method, List<CasePlan>> plans) {
    return of(plans, SecondTries::cost);
  }

  /**
   * @param cost returns the cost of a cell of the method's row
   */
  static SecondTries of(Map<Method, List<CasePlan>> plans, ToIntFunction<Method> cost) {
    var cases = new HashSet<CaseId>();
    plans.forEach(
        (method, all) -> {
          var isDear = cost.applyAsInt(method) >= EXPENSIVE;
          var chosen = isDear ? CasePlan.situations(method, all) : all;
          chosen.forEach(plan -> cases.add(plan.id()));
        });
    return new SecondTries(Set.copyOf(cases));
  }

  private static int cost(Method method) {
    return method.getDeclaringClass().getAnnotation(Row.class).cost();
  }

  boolean include(CasePlan plan) {
    return cases.contains(plan.id());
  }
}

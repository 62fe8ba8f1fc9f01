package org.criumatrix.junit;

import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.criumatrix.matrix.CaseId;

/**
 * Which cases a usual run restores and dumps a second time. That takes longer than the cell itself,
 * and an engine takes seconds for each: of rows whose cells are dear one case of each situation is
 * enough, of the others every case.
 */
final class SecondTries {

  /** The cost of a row's cells from which on they are dear, see {@link Row#cost}. */
  private static final int DEAR = 15;

  private final Set<CaseId> cases;

  private SecondTries(Set<CaseId> cases) {
    this.cases = cases;
  }

  static SecondTries of(Map<Method, List<CasePlan>> plans) {
    return of(plans, SecondTries::cost);
  }

  /**
   * @param cost of a cell of the method's row
   */
  static SecondTries of(Map<Method, List<CasePlan>> plans, ToIntFunction<Method> cost) {
    var cases = new HashSet<CaseId>();
    plans.forEach(
        (method, all) -> {
          var isDear = cost.applyAsInt(method) >= DEAR;
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

package org.criumatrix.junit;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.criumatrix.matrix.CaseId;
import org.junit.platform.commons.support.AnnotationSupport;

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
    return new SecondTries(
        plans.entrySet().stream()
            .flatMap(e -> chosen(e.getKey(), e.getValue()))
            .map(CasePlan::id)
            .collect(Collectors.toUnmodifiableSet()));
  }

  private static Stream<CasePlan> chosen(Method method, List<CasePlan> plans) {
    var row = AnnotationSupport.findAnnotation(method.getDeclaringClass(), Row.class);
    var isDear = row.filter(r -> r.cost() >= DEAR).isPresent();
    return isDear ? CasePlan.situations(method, plans).stream() : plans.stream();
  }

  boolean include(CasePlan plan) {
    return cases.contains(plan.id());
  }
}

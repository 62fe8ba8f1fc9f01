package org.criumatrix.junit;

import java.lang.reflect.Method;
import java.util.List;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Cell;
import org.criumatrix.matrix.Selection;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * A case and the cells of it that were selected.
 *
 * @param cells in the order of the axes
 */
record CasePlan(CaseId id, List<Cell> cells) {

  static CasePlan of(Method method, Axes axes) {
    var row = AnnotationSupport.findAnnotation(method.getDeclaringClass(), Row.class);
    var spec = AnnotationSupport.findAnnotation(method, Case.class);
    if (row.isEmpty() || spec.isEmpty()) {
      throw new IllegalStateException(method + " needs @Case, and its class @Row");
    }
    var id = new CaseId(row.get().value(), spec.get().value());
    var privileges = Selection.of(spec.get().privilege());
    var runtimes = Selection.of(spec.get().runtime());
    return new CasePlan(id, axes.cells(id, privileges, runtimes));
  }
}

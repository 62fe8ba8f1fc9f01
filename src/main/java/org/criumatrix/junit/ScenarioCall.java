package org.criumatrix.junit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.criumatrix.execution.Rigs;
import org.criumatrix.rig.Rig;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** A scenario's method as a case of a plan, which any rig can run. */
record ScenarioCall(Method method, Object target, CasePlan plan, boolean isTriedAgain)
    implements Rigs.Scenario {

  /**
   * @param isTriedAgain whether a second restore and a second dump follow if the cell works
   */
  static ScenarioCall of(
      ReflectiveInvocationContext<Method> context, CasePlan plan, boolean isTriedAgain) {
    var method = context.getExecutable();
    method.setAccessible(true);
    return new ScenarioCall(method, context.getTarget().orElseThrow(), plan, isTriedAgain);
  }

  @Override
  public int hosts() {
    return plan.hosts();
  }

  @Override
  public String grant() {
    return plan.grant();
  }

  @Override
  public String dumper() {
    return plan.dumper();
  }

  @Override
  public void play(Rig rig) throws Throwable {
    var arguments = new ArrayList<Object>(List.of(rig));
    arguments.addAll(plan.words());
    try {
      method.invoke(target, arguments.toArray());
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}

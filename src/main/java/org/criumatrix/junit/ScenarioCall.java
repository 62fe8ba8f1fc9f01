package org.criumatrix.junit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.criumatrix.rig.Rigs;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** A scenario's method, to be called with whatever rig. */
final class ScenarioCall {

  private ScenarioCall() {}

  static Rigs.Scenario of(ReflectiveInvocationContext<Method> context) {
    var method = context.getExecutable();
    var target = context.getTarget().orElseThrow();
    method.setAccessible(true);
    return rig -> {
      try {
        method.invoke(target, rig);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    };
  }
}

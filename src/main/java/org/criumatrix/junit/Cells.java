package org.criumatrix.junit;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.criumatrix.rig.Rig;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Makes an invocation for each cell of a case, and for each of its negative controls. */
final class Cells implements TestTemplateInvocationContextProvider {

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return true;
  }

  @Override
  public boolean mayReturnZeroTestTemplateInvocationContexts(ExtensionContext context) {
    // The user may have selected no cell of this case.
    return true;
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    var run = MatrixRun.current();
    var method = context.getRequiredTestMethod();
    var selected = run.plans(method).stream().filter(p -> !p.cells().isEmpty()).toList();
    return IntStream.range(0, selected.size())
        .boxed()
        .flatMap(i -> invocations(run, selected.get(i), CasePlan.hasControls(method, i)));
  }

  private static Stream<TestTemplateInvocationContext> invocations(
      MatrixRun run, CasePlan plan, boolean withControls) {
    var cells =
        plan.cells().stream()
            .flatMap(run::attempts)
            // Run all cells once before the second attempts: a temporary slowdown of the machine
            // then affects every build.
            .sorted(Comparator.comparingInt(Attempt::number))
            .filter(a -> run.isInWave(a.cell()))
            .filter(run::stillToDo)
            .map(a -> invocation(a.toString(), new CellInvocation(run, plan, a)));
    if (!withControls || !run.hasControls() || !run.isFirstWaveOf(plan)) {
      return cells;
    }
    return Stream.concat(
        plan.controls().stream()
            .map(
                kind ->
                    invocation(
                        plan.id() + " " + kind.title(), new ControlInvocation(run, plan, kind))),
        cells);
  }

  private static TestTemplateInvocationContext invocation(String name, Extension interceptor) {
    return new TestTemplateInvocationContext() {
      @Override
      public String getDisplayName(int index) {
        return name;
      }

      @Override
      public List<Extension> getAdditionalExtensions() {
        return List.of(interceptor, new Placeholder());
      }
    };
  }

  /**
   * Satisfies JUnit. The interceptor calls the method with its own rig, and JUnit's own call never
   * happens.
   */
  private static final class Placeholder implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      var type = parameter.getParameter().getType();
      return type == Rig.class || type == String.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return null;
    }
  }
}

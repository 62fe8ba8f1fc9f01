package org.criumatrix.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.reporting.legacy.xml.LegacyXmlReportGeneratingListener;

/** Runs the scenarios with the JUnit Platform. */
public final class ScenarioLauncher {

  private static final String SCENARIOS = "org.criumatrix.scenario";

  private ScenarioLauncher() {}

  /** Returns the methods of all cases. */
  public static List<Method> cases() {
    return ReflectionSupport.findAllClassesInPackage(
            SCENARIOS, c -> AnnotationSupport.isAnnotated(c, Row.class), name -> true)
        .stream()
        .flatMap(
            c ->
                AnnotationSupport.findAnnotatedMethods(
                    c, Case.class, HierarchyTraversalMode.TOP_DOWN)
                    .stream())
        .toList();
  }

  /**
   * Runs the selected cells wave by wave, in as many lanes as the settings give.
   *
   * @return the failures of the suite itself; a cell that differs from its expectation is not one
   */
  public static List<Throwable> execute(Settings settings) {
    var troubles = new HarnessFailures();
    AllureWriter.use();
    var run = MatrixRun.current();
    for (var wave : run.waves()) {
      run.enters(wave);
      var xml =
          new LegacyXmlReportGeneratingListener(
              settings.folder().resolve("junit").resolve(wave.folder()),
              new PrintWriter(System.err, false, StandardCharsets.UTF_8));
      LauncherFactory.create().execute(request(settings), xml, troubles);
    }
    return troubles.all();
  }

  private static LauncherDiscoveryRequest request(Settings settings) {
    var parameters =
        new TreeMap<>(
            Map.of(
                "junit.jupiter.testclass.order.default", CheapRowsFirst.class.getName(),
                "junit.jupiter.execution.parallel.enabled", "true",
                "junit.jupiter.execution.parallel.mode.default", "concurrent",
                "junit.jupiter.execution.parallel.config.strategy", "fixed",
                "junit.jupiter.execution.parallel.config.fixed.parallelism",
                    String.valueOf(settings.lanes()),
                "junit.jupiter.execution.parallel.config.executor-service", "WORKER_THREAD_POOL"));
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(selectPackage(SCENARIOS))
        .configurationParameters(parameters)
        .build();
  }
}

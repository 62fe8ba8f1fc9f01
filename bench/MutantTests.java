import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherExecutionRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs test classes until the first failure, for bench/mutants. Prints {@code failed TEST: MESSAGE} or the number of tests
 * that passed and were skipped; exit code 1: one failed.
 */
final class MutantTests {

  private static final class Watch implements TestExecutionListener {
    private final CancellationToken stop = CancellationToken.create();
    private final AtomicInteger passed = new AtomicInteger();
    private final AtomicInteger skipped = new AtomicInteger();
    private volatile String failed;

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      switch (result.getStatus()) {
        case SUCCESSFUL -> passed.addAndGet(test.isTest() ? 1 : 0);
        case ABORTED -> skipped.incrementAndGet();
        case FAILED -> fails(test, result);
      }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
      skipped.incrementAndGet();
    }

    private synchronized void fails(TestIdentifier test, TestExecutionResult result) {
      if (failed == null) {
        var message = result.getThrowable().map(String::valueOf).orElse("").strip();
        failed = "%s: %s".formatted(test.getLegacyReportingName(), message.replaceAll("\\s+", " "));
        var where = test.getParentId().orElse("").replaceAll(".*\\[class:[^\\]]*\\.([A-Za-z0-9]+)\\].*", "$1");
        failed = where + "." + failed;
      }
      stop.cancel();
    }
  }

  public static void main(String[] classes) {
    var watch = new Watch();
    var discovery =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(Arrays.stream(classes).map(c -> selectClass(c)).toList())
            .build();
    LauncherExecutionRequest request =
        LauncherExecutionRequestBuilder.request(discovery).listeners(watch).cancellationToken(watch.stop).build();
    LauncherFactory.create().execute(request);
    System.out.println(
        watch.failed == null ? "passed %s, skipped %s".formatted(watch.passed, watch.skipped) : "failed " + watch.failed);
    System.exit(watch.failed == null ? 0 : 1);
  }
}

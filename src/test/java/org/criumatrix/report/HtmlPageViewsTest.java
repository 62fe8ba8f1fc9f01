package org.criumatrix.report;

import org.junit.jupiter.api.Test;
import java.nio.file.Path;

class HtmlPageViewsTest {
  @Test
  void demo() {
    Reports.write(Path.of("target/demo/matrix"), MeasuredRun.records(), SampleRun.run(MeasuredRun.records()));
  }
}

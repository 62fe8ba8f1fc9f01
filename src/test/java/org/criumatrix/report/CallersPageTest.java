package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.criumatrix.matrix.CsvData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** docs/callers.md lists what RPC cannot say; {@code -Dreadme.update=true} writes the list. */
class CallersPageTest {

  private static final GeneratedPart PART =
      new GeneratedPart(Path.of("docs", "callers.md"), "unsayable", "CallersPageTest");

  private static String generated() {
    var options =
        CsvData.read("/org/criumatrix/rpc/options.csv").stream()
            .filter(line -> line.get("kind").equals("none"))
            .map(line -> "| `--%s` | %s |".formatted(line.get("option"), line.get("why")));
    var actions =
        CsvData.read("/org/criumatrix/rpc/requests.csv").stream()
            .filter(line -> line.get("types").isEmpty())
            .map(line -> "| `criu %s` | %s |".formatted(line.get("action"), line.get("why")));
    return Stream.concat(options, actions)
        .collect(Collectors.joining("\n", "| Option or action | Reason |\n|---|---|\n", "\n"));
  }

  @BeforeAll
  static void update() throws IOException {
    if (Boolean.getBoolean("readme.update")) {
      PART.write(generated());
    }
  }

  @Test
  void thePageListsWhatRpcCannotSay() throws IOException {
    assertThat(PART.text()).contains("--file-validation").isEqualTo(generated());
  }
}

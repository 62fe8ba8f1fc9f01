package org.criumatrix.app;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.criumatrix.junit.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A run of the matrix, as {@code mvn verify -Pmatrix} does it. */
@Command(
    name = "run",
    description =
        "Runs the matrix, as mvn verify -Pmatrix does; paths are relative to the suite's folder.",
    footer = {"", "%n-Dmatrix.help lists every NAME."})
final class RunCommand implements Callable<Integer> {

  @Option(
      names = "-D",
      paramLabel = "NAME=VALUE",
      mapFallbackValue = "true",
      description = "As with Maven: -Dcells='serial/*' -Dcriu=newest.")
  private Map<String, String> options = new LinkedHashMap<>();

  @Override
  public Integer call() {
    if (options.containsKey("matrix.help")) {
      System.out.print(Settings.help());
      return ExitCode.AS_EXPECTED.code();
    }
    RunOptions.set(options);
    return MatrixCommand.fromProperties(System.out).run().code();
  }
}

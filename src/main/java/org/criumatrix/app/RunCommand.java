package org.criumatrix.app;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.criumatrix.junit.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A run of the matrix, as {@code mvn verify -Pmatrix} does it. */
@Command(
    name = "run",
    description =
        "Runs the matrix, as mvn verify -Pmatrix does; paths are relative to the suite's folder.",
    footer = {"", "%n-Dmatrix.help tells what NAME can be."})
final class RunCommand implements Callable<Integer> {

  @Option(
      names = "-D",
      paramLabel = "NAME=VALUE",
      mapFallbackValue = "true",
      description = "As with Maven: -Dcells='serial/*' -Dcriu=newest.")
  private Map<String, String> options = new LinkedHashMap<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (options.containsKey("matrix.help")) {
      System.out.print(Settings.help());
      return ExitCode.AS_EXPECTED.code();
    }
    for (var name : options.keySet()) {
      // Maven would take it for a property of somebody else's.
      if (!Settings.names().contains(name)) {
        throw new ParameterException(
            spec.commandLine(), "there is no -D" + name + "; -Dmatrix.help tells what there is");
      }
    }
    options.forEach(System::setProperty);
    return MatrixCommand.fromProperties(System.out).run().code();
  }
}

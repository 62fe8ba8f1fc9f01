package org.criumatrix.app;

import java.util.Map;
import java.util.concurrent.Callable;
import org.criumatrix.junit.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the matrix, like {@code mvn verify -Pmatrix}. */
@Command(
    name = "run",
    description =
        "Runs the matrix, as mvn verify -Pmatrix does; paths are relative to the suite's folder.")
final class RunCommand implements Callable<Integer> {

  @Mixin private RunOptions options;

  @Option(names = "--list", description = "Print the ids of the selected cells, and run nothing.")
  private boolean list;

  @Override
  public Integer call() {
    if (options.asksForHelp()) {
      System.out.print(Settings.help());
      return ExitCode.AS_EXPECTED.code();
    }
    var matrix = new MatrixCommand(RunOptions.set(options.over(Map.of())), System.out);
    return (list ? matrix.list() : matrix.run()).code();
  }
}

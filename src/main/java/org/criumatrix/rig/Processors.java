package org.criumatrix.rig;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.criumatrix.cell.Errors;
import org.criumatrix.cell.PhaseFailure;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Command;
import org.criumatrix.host.HostException;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.matrix.Phase;

/** Checks what processors can do: by trying, and by {@code criu cpuinfo}. */
final class Processors {

  private static final int SIGILL = 4;
  private static final String CPUINFO = "cpuinfo";

  private Processors() {}

  /** Returns why a program cannot run on a host: the processor lacks instructions. */
  static Optional<String> unavailable(RuntimeContext context, String program) {
    var file = context.workloads() + "/" + program;
    var host = context.host();
    if (!host.exec(Command.of("test", "-x", file)).succeeded()) {
      return Optional.of(program + " is not built for this kind of machine");
    }
    return host.exec(Command.of(file, "--count", "1")).signal() == SIGILL
        ? Optional.of("the processor lacks instructions that " + program + " is built with")
        : Optional.empty();
  }

  /**
   * Compares CRIU's prediction for two processors with the result of a move between them.
   *
   * @param worked whether the moved process continued and ended
   * @param options for {@code criu cpuinfo check}
   */
  static void predict(
      RuntimeContext from, RuntimeContext to, boolean worked, List<String> options) {
    var folder = from.mkdir(CPUINFO);
    var dump = ask(from, folder, "dump", List.of());
    if (!dump.exit().succeeded()) {
      throw new HostException(Errors.of(dump).text());
    }
    Moves.folders(from, to, List.of(folder));
    var check = ask(to, folder, "check", options);
    if (check.exit().succeeded() != worked) {
      var said = worked ? "objects: " + Errors.of(check).text() : "has no objection";
      throw new PhaseFailure(Phase.RESTORE, FailureId.CPUINFO_DISAGREES, said);
    }
  }

  private static CriuCall ask(
      RuntimeContext context, String folder, String what, List<String> options) {
    var words = new ArrayList<>(List.of(what));
    words.addAll(options);
    return context.criu().call(CPUINFO, folder, words);
  }
}

package org.criumatrix.rig;

import java.util.Map;
import java.util.Optional;
import org.criumatrix.cell.GpuFacts;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Command;

/**
 * The program that CRIU's CUDA plugin calls: NVIDIA's where it is installed, otherwise the suite's
 * from native/gpu.
 */
public final class CudaCheckpoint {

  private static final String NAME = "cuda-checkpoint";
  private static final String USUAL =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private CudaCheckpoint() {}

  /** Returns the PATH on which CRIU finds the program. */
  public static String path(String workloads) {
    return USUAL + ":" + workloads + "/gpu";
  }

  /**
   * Returns why neither program works; empty when one does. Like the plugin, this looks for {@code
   * --action} in the help.
   */
  static Optional<String> unavailable(RuntimeContext context) {
    var installed =
        context.host().exec(Command.of("env", NAME, "-h").withEnv(Map.of("PATH", USUAL)));
    if (installed.stdout().contains("--action")) {
      return Optional.empty();
    }
    var facts = GpuFacts.ask(context.host(), GpuFacts.device(context.workloads()));
    return facts.getOrDefault("checkpoint", "no").equals("yes")
        ? Optional.empty()
        : Optional.of(
            "no %s with --action is on PATH (%s), and the driver, %s, lacks cuCheckpointProcess*, which 570 or newer has"
                .formatted(NAME, USUAL, facts.getOrDefault("driver", "of unknown release")));
  }
}

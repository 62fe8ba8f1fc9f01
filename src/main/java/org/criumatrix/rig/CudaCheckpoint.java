package org.criumatrix.rig;

import java.util.Map;
import java.util.Optional;
import org.criumatrix.cell.GpuFacts;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Command;

/**
 * The program that CRIU's CUDA plugin calls: NVIDIA's where it is installed, otherwise ours of
 * native/gpu.
 */
public final class CudaCheckpoint {

  private static final String NAME = "cuda-checkpoint";
  private static final String USUAL =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private CudaCheckpoint() {}

  /** Where CRIU finds it. */
  public static String path(String workloads) {
    return USUAL + ":" + workloads + "/gpu";
  }

  /** Why neither can do it; empty when one can. The plugin asks for actions, as is done here. */
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

package org.criumatrix.setup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Checks whether the kernel supports checkpoints at all. */
public final class Kernel {

  /** The kernel has this file only with CONFIG_CHECKPOINT_RESTORE (kernel/pid_namespace.c). */
  private static final Path NS_LAST_PID = Path.of("/proc/sys/kernel/ns_last_pid");

  private Kernel() {}

  /** Returns what the kernel lacks; empty if nothing is missing. */
  public static Optional<String> problem() {
    return Files.exists(NS_LAST_PID)
        ? Optional.empty()
        : Optional.of(
            "this kernel was built without CONFIG_CHECKPOINT_RESTORE (there is no %s), so no CRIU can work on it; boot a"
                    .formatted(NS_LAST_PID)
                + " distribution's kernel, which has it");
  }
}

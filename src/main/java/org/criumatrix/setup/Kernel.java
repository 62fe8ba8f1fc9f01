package org.criumatrix.setup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether the kernel can checkpoint at all. */
public final class Kernel {

  /** The kernel has this file with CONFIG_CHECKPOINT_RESTORE only (kernel/pid_namespace.c). */
  private static final Path NS_LAST_PID = Path.of("/proc/sys/kernel/ns_last_pid");

  private Kernel() {}

  /** What is wrong with it; empty when nothing is. */
  public static Optional<String> problem() {
    return Files.exists(NS_LAST_PID)
        ? Optional.empty()
        : Optional.of(
            "this kernel was built without CONFIG_CHECKPOINT_RESTORE (there is no %s), so no CRIU can work on it; boot a"
                    .formatted(NS_LAST_PID)
                + " distribution's kernel, which has it");
  }
}

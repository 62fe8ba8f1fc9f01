package org.criumatrix.rig;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.criumatrix.cell.CellEnvironment;
import org.criumatrix.cell.GpuFacts;
import org.criumatrix.cell.Images;
import org.criumatrix.cell.PhaseFailure;
import org.criumatrix.cell.Unavailable;
import org.criumatrix.cell.Waits;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.criu.CriuPlugin;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostProcess;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.matrix.Phase;
import org.criumatrix.workload.Subject;

/** The first host's GPUs, and what CRIU needs to checkpoint processes that use them. */
public final class Gpus {

  private static final String NVIDIA = "/dev/nvidiactl";
  private static final String DEVICES = "/dev/nvidia*";
  private static final String AMD = "/dev/kfd";

  private final CellEnvironment environment;
  private final Waits waits;

  Gpus(CellEnvironment environment, Waits waits) {
    this.environment = environment;
    this.waits = waits;
  }

  /** Requires an NVIDIA GPU. */
  public void needsNvidia() {
    CellEnvironment.requireAvailable(unavailable(environment.first()));
  }

  private static Optional<String> unavailable(RuntimeContext context) {
    if (!there(context.host(), NVIDIA)) {
      return Optional.of("no NVIDIA GPU: there is no " + NVIDIA);
    }
    var exit = context.host().exec(GpuFacts.device(context.workloads()));
    return exit.succeeded()
        ? Optional.empty()
        : Optional.of("the NVIDIA GPU cannot be used: " + exit.stderr().strip());
  }

  /** Requires PyTorch with CUDA. */
  public void needsTorch() {
    var python =
        Command.of("/usr/bin/python3", "-c", "import torch; torch.zeros(1, device='cuda')");
    var exit = environment.first().host().exec(python);
    if (!exit.succeeded()) {
      var lines = exit.stderr().strip().lines().toList();
      var last = lines.isEmpty() ? exit.describe() : lines.get(lines.size() - 1);
      throw new Unavailable("no PyTorch that reaches the GPU: " + python + ": " + last);
    }
  }

  /** Makes CRIU load its plugin for NVIDIA GPUs from now on. */
  public void withCudaPlugin() {
    needsNvidia();
    CellEnvironment.requireAvailable(CudaCheckpoint.unavailable(environment.first()));
    var folder = folder(CriuPlugin.CUDA);
    environment.addToCriu(
        List.of("-L", folder),
        Map.of("PATH", CudaCheckpoint.path(environment.first().workloads())));
  }

  /** Requires an AMD GPU and CRIU's plugin for it. */
  public void needsAmdWithPlugin() {
    if (!there(environment.first().host(), AMD)) {
      throw new Unavailable("no AMD GPU: there is no " + AMD);
    }
    folder(CriuPlugin.AMDGPU);
    throw new Unavailable("there is no workload for AMD GPUs in native/ yet");
  }

  /**
   * Finds a plugin.
   *
   * @return its folder on the first host
   * @throws Unavailable when there is none, with the reason as far as it is known
   */
  private String folder(CriuPlugin plugin) {
    var context = environment.first();
    var host = context.host();
    var criu = context.criu().folder();
    return plugin.folders(criu).stream()
        .filter(folder -> there(host, folder + "/" + plugin.file()))
        .findFirst()
        .orElseThrow(
            () ->
                new Unavailable(
                    plugin
                        .whyNot(criu)
                        .orElse(
                            "no %s in %s"
                                .formatted(
                                    plugin.file(), String.join(", ", plugin.folders(criu))))));
  }

  /**
   * Checks that a subject has an NVIDIA device open: otherwise the case would test something else.
   *
   * @throws IllegalStateException otherwise: the suite's fault
   */
  public void areUsedBy(Subject subject) {
    if (users(subject.host(), subject.tree()).isEmpty()) {
      throw new IllegalStateException(subject.name() + " has no " + NVIDIA + " open");
    }
  }

  /** Checks that no process that was started here still has a device open, under any PID. */
  public void areFreeOf(Images images) {
    var host = images.subject().host();
    var users =
        Waits.await(
                "a GPU without users",
                waits.settle(),
                () -> users(host, host.processes()),
                Set::isEmpty)
            .seen();
    if (!users.isEmpty()) {
      throw new PhaseFailure(Phase.GONE, FailureId.GPU_IN_USE, users);
    }
  }

  private static Set<Integer> users(Host host, List<HostProcess> processes) {
    return DeviceUsers.of(host, processes, DEVICES);
  }

  private static boolean there(Host host, String path) {
    return host.exec(Command.of("test", "-e", path)).succeeded();
  }
}

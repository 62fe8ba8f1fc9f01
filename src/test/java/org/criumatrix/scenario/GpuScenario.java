package org.criumatrix.scenario;

import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.Rig;

/**
 * Row "gpu": a process whose state is in a device's memory. CRIU has plugins for that, which need
 * the driver's support.
 */
@Row(value = "gpu", cost = 1)
class GpuScenario {

  /** As published: CRIU alone. */
  @Case(
      value = "matmul-plain",
      about =
          "A CUDA program that multiplies matrices on an NVIDIA GPU is checkpointed by "
              + "CRIU alone, without a plugin.")
  void plain(Rig rig) {
    rig.gpus().needsNvidia();
    dumpAndRestore(rig, "gpu/matmul");
  }

  /**
   * With CRIU's CUDA plugin, which makes the driver copy the device's state into the process's own
   * memory before the dump.
   *
   * <p>If this fails, look for {@code cuda_plugin} in the log: what {@code cuda-checkpoint} printed
   * is there. Run that by hand on the running program; managed memory, MIG and MPS are not
   * supported.
   */
  @Case(
      value = "matmul-plugin",
      about =
          "A CUDA program that multiplies matrices on an NVIDIA GPU is checkpointed "
              + "with CRIU's CUDA plugin.",
      privilege = "root")
  void plugin(Rig rig) {
    rig.gpus().withCudaPlugin();
    dumpAndRestore(rig, "gpu/matmul");
  }

  /** With CRIU's CUDA plugin, for a framework: PyTorch. */
  @Case(
      value = "matmul-torch",
      about = "PyTorch trains on an NVIDIA GPU and is checkpointed with CRIU's CUDA plugin.",
      privilege = "root")
  void torch(Rig rig) {
    rig.gpus().withCudaPlugin();
    rig.gpus().needsTorch();
    dumpAndRestore(rig, "torch");
  }

  /**
   * With CRIU's plugin for AMD GPUs. There is no workload for these yet; the cell reports what is
   * missing.
   */
  @Case(
      value = "amd-plugin",
      about =
          "A program on an AMD GPU with CRIU's plugin for it; the cell only reports "
              + "what is missing.",
      privilege = "root")
  void amd(Rig rig) {
    rig.gpus().needsAmdWithPlugin();
  }

  private static void dumpAndRestore(Rig rig, String workload) {
    var subject = rig.start(workload);
    rig.gpus().areUsedBy(subject);
    var images = rig.dump(subject);
    rig.gpus().areFreeOf(images);
    rig.restore(images);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }
}

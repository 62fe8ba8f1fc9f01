package org.criumatrix.workload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.testing.NativeBuild;

/** Programs of native/gpu on a fake driver, see native/gpu/fake/libcuda.c. */
record FakeCuda(Path programs, Path library, Map<String, String> faults) {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String LIBRARY = "libcuda.so.1";

  /** Returns a driver that supports everything. */
  static FakeCuda newest() {
    var programs = build();
    return new FakeCuda(programs, programs.resolve("fake"), Map.of());
  }

  /** Returns a driver older than 570. */
  static FakeCuda old() {
    var programs = build();
    return new FakeCuda(programs, programs.resolve("fake/old"), Map.of());
  }

  /** Returns a machine with a useless library, even if it has a real one. */
  static FakeCuda damaged(Path folder) {
    try {
      Files.writeString(folder.resolve(LIBRARY), "this is no library");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new FakeCuda(build(), folder, Map.of());
  }

  private static Path build() {
    return NativeBuild.with(
            "gpu/matmul",
            "gpu/cuda-checkpoint",
            "gpu/device",
            "gpu/fake/" + LIBRARY,
            "gpu/fake/old/" + LIBRARY)
        .resolve("gpu");
  }

  /**
   * @param what {@code cuInit=100}
   */
  FakeCuda describe(String what) {
    return with("FAKE_CUDA", what);
  }

  /**
   * Returns a driver whose processes keep their state and thread in files of this folder, for their
   * checkpointer.
   */
  FakeCuda in(Path folder) {
    return with("FAKE_CUDA_FOLDER", folder.toString());
  }

  private FakeCuda with(String name, String value) {
    var all = new HashMap<>(faults);
    all.put(name, value);
    return new FakeCuda(programs, library, Map.copyOf(all));
  }

  LocalCommand.Result run(String program, String... args) {
    var argv = new ArrayList<>(List.of(programs.resolve(program).toString()));
    argv.addAll(List.of(args));
    var env = new HashMap<>(faults);
    env.put("LD_LIBRARY_PATH", library.toString());
    return LocalCommand.run(LIMIT, env, argv);
  }
}

package org.criumatrix.workload;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Finds a workload by the name that scenarios use. */
public final class Workloads {

  /** The placeholder for the folder of workloads, which differs from host to host. */
  static final String FOLDER = "{workloads}";

  private static final String PYTHON = "/usr/bin/python3";
  private static final String MPI4PY = "/usr/lib/python3/dist-packages/mpi4py";
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  /** The workloads that are not simply a native program of the same name. */
  private static final Map<String, Function<List<String>, Workload>> SPECIAL = new HashMap<>();

  static {
    SPECIAL.put("lammps", args -> new Lammps("lammps", args));
    SPECIAL.put(
        "python", args -> python("python", List.of("-I", "-S"), "numeric_loop.py", PYTHON, args));
    SPECIAL.put("java", Workloads::java);
    SPECIAL.put("torch", args -> python("torch", List.of(), "torch_matmul.py", PYTHON, args));
    // It needs the distribution's mpi4py; the shared module is next to it.
    SPECIAL.put("mpi4py", args -> python("mpi4py", List.of(), "mpi_loop.py", MPI4PY, args));
    Mpi.ALL.forEach(
        mpi -> {
          SPECIAL.put(mpi.launcher(), args -> parallel(mpi, args));
          SPECIAL.put("halo-" + mpi.name(), args -> halo(mpi, args));
        });
  }

  private Workloads() {}

  private static Workload python(
      String name, List<String> options, String file, String needs, List<String> args) {
    var launcher = new ArrayList<>(List.of(PYTHON, "-B"));
    launcher.addAll(options);
    return new Protocol(name, launcher, FOLDER + "/python/" + file, args, List.of(needs));
  }

  private static Workload java(List<String> args) {
    var launcher = List.of(JAVA, "-cp", FOLDER + "/java");
    // Built only where there is a compiler, since a Java runtime may have none.
    var needs = List.of(JAVA, FOLDER + "/java/NumericLoop.class");
    return new Protocol("java", launcher, "NumericLoop", args, needs);
  }

  /**
   * Returns the halo exchange, which is built only where the implementation's compiler is
   * installed.
   */
  private static Workload halo(Mpi mpi, List<String> args) {
    var file = FOLDER + "/mpi/halo-" + mpi.name();
    return new Protocol("halo-" + mpi.name(), List.of(), file, args, List.of(file));
  }

  /**
   * @param words options of the launcher, each with its value; the number of ranks; the program's
   *     name and arguments
   */
  private static Workload parallel(Mpi mpi, List<String> words) {
    var first = 0;
    while (words.get(first).startsWith("-")) {
      first += 2;
    }
    var program = find(words.get(first + 1), words.subList(first + 2, words.size()));
    var ranks = Integer.parseInt(words.get(first));
    return new MpiJob(mpi, List.copyOf(words.subList(0, first)), ranks, program);
  }

  public static Workload find(String name, List<String> args) {
    return SPECIAL
        .getOrDefault(
            name, words -> new Protocol(name, List.of(), FOLDER + "/" + name, words, List.of()))
        .apply(args);
  }
}

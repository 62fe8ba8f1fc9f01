package org.criumatrix.workload;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Finds a workload by the name that scenarios use. */
public final class Workloads {

  /** Stands for the folder of workloads, which differs from host to host. */
  static final String FOLDER = "{workloads}";

  private static final String PYTHON = "/usr/bin/python3";
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  /** Those that are not simply a native program of that name. */
  private static final Map<String, Function<List<String>, Workload>> SPECIAL =
      Map.of(
          "lammps", args -> new Lammps("lammps", args),
          "python",
              args ->
                  new Protocol(
                      "python",
                      List.of(PYTHON, "-I", "-S", "-B"),
                      FOLDER + "/python/numeric_loop.py",
                      args,
                      Optional.of(PYTHON)),
          "torch",
              args ->
                  new Protocol(
                      "torch",
                      List.of(PYTHON, "-B"),
                      FOLDER + "/python/torch_matmul.py",
                      args,
                      Optional.of(PYTHON)),
          "java",
              args ->
                  new Protocol(
                      "java",
                      List.of(JAVA, "-cp", FOLDER + "/java"),
                      "NumericLoop",
                      args,
                      Optional.of(JAVA)));

  private Workloads() {}

  public static Workload find(String name, List<String> args) {
    return SPECIAL
        .getOrDefault(
            name,
            words -> new Protocol(name, List.of(), FOLDER + "/" + name, words, Optional.empty()))
        .apply(args);
  }
}

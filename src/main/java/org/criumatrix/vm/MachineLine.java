package org.criumatrix.vm;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.criumatrix.host.Architecture;
import org.criumatrix.matrix.CsvData;

/**
 * A line of {@code box/machines.csv}, whose comments explain the columns, with what its kernel
 * needs.
 *
 * @param environment the environment of workloads on the machine
 */
record MachineLine(
    String name,
    String kernel,
    String processor,
    Architecture architecture,
    Map<String, String> environment) {

  /** What a line of {@code box/kernels.csv} says of machines. */
  private record Kernel(Architecture architecture, Map<String, String> environment) {}

  /** The value of the column for a processor with all that the emulator has. */
  static final String MAXIMUM = "maximum";

  static List<MachineLine> all(Path project) {
    var kernels = kernels(project);
    return CsvData.read(project.resolve("box/machines.csv")).stream()
        .map(r -> of(r.get("name"), r.get("kernel"), r.get("processor"), kernels))
        .toList();
  }

  /** Returns a machine for each kernel of this machine's architecture, with the usual processor. */
  static List<MachineLine> ofKernels(Path project) {
    var kernels = kernels(project);
    return kernels.keySet().stream()
        .map(name -> of(name, name, MAXIMUM, kernels))
        .filter(line -> line.architecture().isHere())
        .toList();
  }

  private static MachineLine of(
      String name, String kernel, String processor, Map<String, Kernel> kernels) {
    if (!kernels.containsKey(kernel)) {
      throw new IllegalArgumentException(
          "box/machines.csv: %s has the kernel %s, which box/kernels.csv lacks"
              .formatted(name, kernel));
    }
    var has = kernels.get(kernel);
    return new MachineLine(name, kernel, processor, has.architecture(), has.environment());
  }

  private static Map<String, Kernel> kernels(Path project) {
    var all = new LinkedHashMap<String, Kernel>();
    for (var r : CsvData.read(project.resolve("box/kernels.csv"))) {
      var architecture = Architecture.named(r.get("architecture"));
      all.put(r.get("name"), new Kernel(architecture, pairs(r.get("environment"))));
    }
    return all;
  }

  /** Parses words {@code KEY=VALUE}. */
  private static Map<String, String> pairs(String text) {
    var pairs = new LinkedHashMap<String, String>();
    for (var word : text.strip().split("\\s+")) {
      var sign = word.indexOf('=');
      if (sign > 0) {
        pairs.put(word.substring(0, sign), word.substring(sign + 1));
      }
    }
    return pairs;
  }
}

package org.criumatrix.cell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.Host.Mode;
import org.criumatrix.matrix.Sha256;

/** What of a host's GPUs belongs to the provenance of a run. */
public final class GpuFacts {

  /** Telling one device from another takes no more of its hash. */
  private static final int DIGITS = 16;

  private GpuFacts() {}

  /** The program that prints them; see native/gpu/device.c. */
  public static Command device(String workloads) {
    return Command.of(workloads + "/gpu/device");
  }

  /**
   * @param workloads the local folder of built workloads
   */
  public static Map<String, String> of(Host host, Path workloads) {
    var nvidia = host.exec(Command.of("test", "-e", "/dev/nvidiactl")).succeeded();
    var amd = host.exec(Command.of("test", "-e", "/dev/kfd")).succeeded();
    var program = workloads.resolve("gpu/device");
    if (!nvidia || !Files.isExecutable(program)) {
      return Map.of("gpu", amd ? "AMD's: /dev/kfd" : "none: no /dev/nvidiactl, no /dev/kfd");
    }
    var copy = host.home() + "/device";
    host.put(program, copy, Mode.PUBLIC);
    var facts = describe(ask(host, Command.of(copy)));
    host.remove(copy);
    return facts;
  }

  /** Lines {@code key=value}; under {@code error} what it complained about instead. */
  public static Map<String, String> ask(Host host, Command command) {
    var exit = host.exec(command);
    if (!exit.succeeded()) {
      return Map.of("error", exit.describe() + ": " + exit.stderr().strip());
    }
    var facts = new LinkedHashMap<String, String>();
    exit.stdout()
        .lines()
        .map(line -> line.split("=", 2))
        .filter(pair -> pair.length == 2)
        .forEach(pair -> facts.put(pair[0], pair[1]));
    return facts;
  }

  /** The device's own number is private; its hash still distinguishes two devices. */
  static Map<String, String> describe(Map<String, String> facts) {
    if (facts.containsKey("error")) {
      return Map.of("gpu", "cannot be used: " + facts.get("error"));
    }
    return Map.of(
        "gpu", facts.get("name") + ", one of " + facts.get("devices"),
        "gpu memory", facts.get("memory") + " bytes",
        "gpu uuid", "sha256:" + hash(facts.get("uuid")),
        "gpu driver", facts.getOrDefault("driver", "unknown") + ", CUDA " + facts.get("cuda"),
        "gpu driver checkpoints", facts.get("checkpoint"));
  }

  private static String hash(String text) {
    return Sha256.of(text).substring(0, DIGITS);
  }
}

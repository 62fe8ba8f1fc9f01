package org.criumatrix.cell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.Host.Mode;
import org.criumatrix.matrix.Sha256;

/** The facts about a host's GPUs that a run records. */
public final class GpuFacts {

  /** The number of hash digits that are enough to distinguish devices. */
  private static final int DIGITS = 16;

  private GpuFacts() {}

  /** Returns the command that prints the facts; see native/gpu/device.c. */
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

  /**
   * Returns the printed lines {@code key=value}, or the program's complaint under {@code error}.
   */
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

  /** Describes a device. Its own number is private, so the record has a hash of it. */
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

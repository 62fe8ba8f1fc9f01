package org.criumatrix.host;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The facts about a host, as probed.
 *
 * @param kernel the kernel's release, {@code 6.18.44}
 * @param root whether commands run as root there
 * @param capabilities the effective capabilities, as the kernel's bit mask
 * @param recorded every fact worth recording, as text
 */
public record Facts(String kernel, boolean root, long capabilities, Map<String, String> recorded) {

  /** Bits of {@code linux/capability.h} that the suite asks for by name. */
  public static final int CAP_SYS_RESOURCE = 24;

  public boolean has(int capability) {
    return (capabilities >> capability & 1) == 1;
  }

  /**
   * Returns whether the processor ignores breakpoints in its debug registers, as under some
   * hypervisors.
   */
  public boolean ignoresBreakpoints() {
    return recorded.get("hardware breakpoints").equals("ignored");
  }

  /** Returns these facts with more to record. */
  public Facts with(Map<String, String> more) {
    var all = new LinkedHashMap<>(recorded);
    all.putAll(more);
    return new Facts(kernel, root, capabilities, Map.copyOf(all));
  }

  static Facts of(Host host) {
    var kernel = text(host, "/proc/sys/kernel/osrelease").strip();
    var status = table(text(host, "/proc/self/status"));
    var capabilities = Long.parseUnsignedLong(status.getOrDefault("CapEff", "0"), 16);
    var root = status.getOrDefault("Uid", "").startsWith("0\t");
    var recorded = new LinkedHashMap<String, String>();
    recorded.put("kernel", kernel);
    recorded.put("kernel_build", text(host, "/proc/sys/kernel/version").strip());
    recorded.put("distribution", assignment(text(host, "/etc/os-release"), "PRETTY_NAME"));
    recorded.put("machine", host.execChecked(Command.of("uname", "-m")).stdout().strip());
    recorded.put("processor", processor(table(text(host, "/proc/cpuinfo"))));
    recorded.put("processors", host.execChecked(Command.of("nproc")).stdout().strip());
    recorded.put("memory", table(text(host, "/proc/meminfo")).getOrDefault("MemTotal", "unknown"));
    recorded.put("root", String.valueOf(root));
    recorded.put("capabilities", status.getOrDefault("CapEff", "unknown"));
    recorded.put("tainted", text(host, "/proc/sys/kernel/tainted").strip());
    recorded.put("hardware breakpoints", host.breakpoints());
    return new Facts(kernel, root, capabilities, Map.copyOf(recorded));
  }

  /** Returns what a kernel calls the processor; each architecture has lines of its own. */
  static String processor(Map<String, String> cpuinfo) {
    return cpuinfo.containsKey("CPU part")
        ? "implementer %s, part %s"
            .formatted(cpuinfo.get("CPU implementer"), cpuinfo.get("CPU part"))
        : Stream.of("model name", "cpu", "processor 0", "isa")
            .filter(cpuinfo::containsKey)
            .findFirst()
            .map(cpuinfo::get)
            .orElse("unknown");
  }

  private static String text(Host host, String file) {
    return new String(host.read(file), StandardCharsets.UTF_8);
  }

  /** Parses lines {@code key: value}; the first line of a key counts. */
  private static Map<String, String> table(String text) {
    var table = new LinkedHashMap<String, String>();
    text.lines()
        .filter(l -> l.indexOf(':') > 0)
        .forEach(
            l ->
                table.putIfAbsent(
                    l.substring(0, l.indexOf(':')).strip(),
                    l.substring(l.indexOf(':') + 1).strip()));
    return table;
  }

  private static String assignment(String text, String key) {
    return Arrays.stream(text.split("\n"))
        .filter(l -> l.startsWith(key + "="))
        .map(l -> l.substring(key.length() + 1).replace("\"", ""))
        .findFirst()
        .orElse("unknown");
  }
}

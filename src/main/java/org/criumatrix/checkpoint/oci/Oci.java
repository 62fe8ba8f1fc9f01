package org.criumatrix.checkpoint.oci;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;

/**
 * The runtimes of the Open Container Initiative. They make containers for an engine or without one.
 */
public enum Oci {
  RUNC,

  /**
   * crun calls CRIU through a library, which distributions may leave out. On a host with several
   * hierarchies of control groups its restore ends by removing its caller's groups and killing all
   * processes in them, so it is not even started there.
   */
  CRUN {
    private static final Pattern CAN = Pattern.compile("\\+CRIU\\b");

    @Override
    public Optional<String> unavailable(Host host) {
      var mounts = new String(host.read("/proc/self/mounts"), StandardCharsets.UTF_8);
      if (!isPure(mounts)) {
        return Optional.of(
            "crun's restore destroys its caller's control groups unless there is just one hierarchy of them (pure cgroup v2)");
      }
      var says = host.exec(Command.of(program(), "--version")).stdout();
      return CAN.matcher(says).find()
          ? Optional.empty()
          : Optional.of("without CRIU: " + says.lines().findFirst().orElse(program()));
    }
  };

  /** Whether there is only one hierarchy of control groups, of version 2. */
  static boolean isPure(String mounts) {
    return mounts
        .lines()
        .map(l -> l.split(" ")[2])
        .filter(type -> type.startsWith("cgroup"))
        .toList()
        .equals(List.of("cgroup2"));
  }

  public String program() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns why a host that has it cannot use it, or empty. The answer needs no container. */
  public Optional<String> unavailable(Host host) {
    return Optional.empty();
  }
}

package org.criumatrix.privilege;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.Host.Mode;

/**
 * An ordinary account calls CRIU through sudo for its own processes. The account and its sudoers
 * line exist in the host's private mount namespace only: the system's own files are never changed.
 */
final class Sudo implements Privilege {

  /**
   * The rule forbids sudo's own terminal, which is the default since 1.9.14. Sudo closes it when
   * CRIU ends, and the processes that CRIU restored on it get SIGHUP.
   */
  private static final String RULE =
      """
      Defaults:%1$s !use_pty
      %1$s ALL=(root) NOPASSWD: %2$s, %3$s
      """;

  /** The suite's RPC clients, which start CRIU: sudo passes no descriptor on to it. */
  private static final String CLIENT = "/workloads/rpc/*";

  @Override
  public String name() {
    return "sudo";
  }

  @Override
  public Account account() {
    return Account.ORDINARY;
  }

  @Override
  public Optional<String> unavailable(Host host) {
    return Probes.root(host)
        .or(() -> Probes.program(host, "sudo", "apt-get install sudo"))
        .or(() -> Probes.rootOverOthers(host));
  }

  @Override
  public Prepared prepare(Host host, String program) {
    var me = account();
    add(
        host,
        "/etc/passwd",
        "%s:x:%d:%d::/:/bin/sh%n".formatted(me.name(), me.uid(), me.gid()),
        "0644");
    add(host, "/etc/group", "%s:x:%d:%n".formatted(me.name(), me.gid()), "0644");
    add(host, "/etc/shadow", "%s:*:19000:0:99999:7:::%n".formatted(me.name()), "0640");
    add(host, "/etc/sudoers", RULE.formatted(me.name(), program, host.home() + CLIENT), "0440");
    return new Prepared(program, List.of());
  }

  private static void add(Host host, String file, String line, String mode) {
    var copy = host.home() + "/" + file.substring(file.lastIndexOf('/') + 1);
    var text = new String(host.read(file), StandardCharsets.UTF_8) + line;
    host.write(copy, text.getBytes(StandardCharsets.UTF_8), new Mode(mode, 0, 0));
    host.execChecked(Command.of("mount", "--bind", copy, file));
  }

  @Override
  public Command criu(Command command) {
    return account().runs(command.prefixed(List.of("sudo", "-n", "--")));
  }
}

package org.criumatrix.rig;

import java.util.ArrayList;
import java.util.List;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.Host.Mode;
import org.criumatrix.workload.Subject;

/** Moves files and addresses from one host to another, like an operator who moves a job. */
final class Moves {

  private Moves() {}

  /** Moves folders and files, with owners and times, to the same paths. */
  static void folders(RuntimeContext from, RuntimeContext to, List<String> folders) {
    var archive = from.folder() + "/moves.tar";
    var words = new ArrayList<>(List.of("tar", "-C", "/", "-cf", archive, "--"));
    folders.forEach(f -> words.add(f.substring(1)));
    from.host().execChecked(Command.of(words));
    to.host().write(archive, from.host().read(archive), Mode.DATA);
    to.host().execChecked(Command.of("tar", "-C", "/", "-xpf", archive));
  }

  /** Moves the first host's addresses to the second host, which keeps its own too. */
  static void addresses(RuntimeContext from, RuntimeContext to) {
    var moving = from.addresses().orElseThrow();
    var own = to.addresses().orElseThrow();
    move(from.host(), to.host(), moving.v4(), own.v4());
    if (!moving.v6().isEmpty()) {
      move(from.host(), to.host(), moving.v6(), own.v6());
    }
  }

  private static void move(Host from, Host to, String address, String own) {
    var there = where(from, address);
    from.execChecked(Command.of("ip", "addr", "del", there.prefixed(), "dev", there.device()));
    var add = new ArrayList<>(List.of("ip", "addr", "add", there.prefixed()));
    add.addAll(List.of("dev", where(to, own).device()));
    if (address.contains(":")) {
      add.add("nodad");
    }
    to.execChecked(Command.of(add));
  }

  /**
   * Checks that a subject does not have the address that its engine gives to containers, if it
   * gives any.
   */
  static void expectsAnotherAddress(Subject subject, RuntimeContext context) {
    if (!context.network().isEmpty() && isAt(subject, context.addresses().orElseThrow().v4())) {
      throw new IllegalStateException("it has the address that it had");
    }
  }

  private static boolean isAt(Subject subject, String address) {
    var look = Command.of("ip", "-oneline", "addr", "show", "to", address);
    var inside = List.of("nsenter", "--net=/proc/%d/ns/net".formatted(subject.pid()));
    return !subject.host().execChecked(look.prefixed(inside)).stdout().isBlank();
  }

  /**
   * @param prefixed {@code 192.0.2.1/24}
   */
  private record OnDevice(String device, String prefixed) {}

  /**
   * Finds the device of an address, from a line like {@code 2: eth0 inet 192.0.2.1/24 scope global
   * eth0 …}.
   */
  private static OnDevice where(Host host, String address) {
    var words = host.execChecked(Command.of("ip", "-o", "addr", "show", "to", address)).stdout();
    var parts = words.strip().split("\\s+");
    return new OnDevice(parts[1], parts[3]);
  }
}

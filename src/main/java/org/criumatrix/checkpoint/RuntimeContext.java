package org.criumatrix.checkpoint;

import java.util.Map;
import java.util.Optional;
import org.criumatrix.host.Addresses;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.Host.Mode;
import org.criumatrix.privilege.Account;
import org.criumatrix.privilege.Privilege;
import org.criumatrix.workload.Launch;

/**
 * The cell that a runtime works for.
 *
 * @param host the cell's host
 * @param addresses the addresses of this side, as the cell's other host, or a process outside the
 *     container, reaches them; empty if there is no other side
 * @param network the engine's network for its containers; empty: none
 * @param workloads the folder of workloads on the host
 * @param folder the cell's own folder on the host
 * @param working the folder of working folders; empty: the cell's own folder
 * @param criu the CRIU to call
 * @param account the account that runs the workload: the privilege's own, except in cases about
 *     another account's processes
 */
public record RuntimeContext(
    Host host,
    Optional<Addresses> addresses,
    String network,
    String workloads,
    String folder,
    String working,
    CriuCaller criu,
    Account account) {

  public Privilege privilege() {
    return criu.privilege();
  }

  public RuntimeContext withAccount(Account other) {
    return new RuntimeContext(host, addresses, network, workloads, folder, working, criu, other);
  }

  public RuntimeContext withCriu(CriuCaller other) {
    return new RuntimeContext(host, addresses, network, workloads, folder, working, other, account);
  }

  public RuntimeContext withWorking(String other) {
    return new RuntimeContext(host, addresses, network, workloads, folder, other, criu, account);
  }

  /**
   * Returns a context on another network.
   *
   * @param other the engine's network; empty: none
   * @param address the address on it
   */
  public RuntimeContext withNetwork(String other, String address) {
    var reached = Optional.of(new Addresses(address, ""));
    return new RuntimeContext(host, reached, other, workloads, folder, working, criu, account);
  }

  /** Makes a folder in the cell's folder that belongs to the account that calls CRIU. */
  public String mkdir(String name) {
    var path = folder + "/" + name;
    host.mkdir(path, owner("0755"));
    return path;
  }

  /** Returns the mode of a file that belongs to the account that calls CRIU. */
  public Mode owner(String octal) {
    var caller = privilege().account();
    return new Mode(octal, Math.max(caller.uid(), 0), Math.max(caller.gid(), 0));
  }

  /** Runs a command in the home of the workload's account, as its login shell would. */
  public Command inHome(Command command) {
    return command.withEnv(Map.of("HOME", account.home())).in(account.home());
  }

  /** Returns a plain start of a workload by the context's account. */
  public Launch launch(String name, boolean terminal) {
    var mode = new Mode("0755", Math.max(account.uid(), 0), Math.max(account.gid(), 0));
    var home = folder + "/" + name;
    var work = working.isEmpty() ? home + "/work" : working + "/" + name;
    return new Launch(host, workloads, home, work, account::runs, mode, terminal, false);
  }
}

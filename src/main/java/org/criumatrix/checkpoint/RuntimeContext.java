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
 * What a runtime needs to know of the cell it works for.
 *
 * @param host where
 * @param addresses how the cell's other host reaches it, or what is outside of a container; empty
 *     when there is no other
 * @param network of an engine's, that its containers are on; empty: on none
 * @param workloads the folder of workloads on the host
 * @param folder the cell's own folder on the host
 * @param working where working folders are; empty: in the cell's own folder
 * @param criu the CRIU to call
 * @param account who runs the workload; the privilege's own, but for cases about somebody else's
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
   * @param other of an engine's; empty: none
   * @param address how it is reached
   */
  public RuntimeContext withNetwork(String other, String address) {
    var reached = Optional.of(new Addresses(address, ""));
    return new RuntimeContext(host, reached, other, workloads, folder, working, criu, account);
  }

  /** Makes a folder below the cell's that belongs to the account that calls CRIU. */
  public String mkdir(String name) {
    var path = folder + "/" + name;
    host.mkdir(path, owner("0755"));
    return path;
  }

  /** The mode of a file of the account that calls CRIU. */
  public Mode owner(String octal) {
    var caller = privilege().account();
    return new Mode(octal, Math.max(caller.uid(), 0), Math.max(caller.gid(), 0));
  }

  /** Runs a command in the home of the workload's account, as its login shell would. */
  public Command inHome(Command command) {
    return command.withEnv(Map.of("HOME", account.home())).in(account.home());
  }

  /** A plain start of a workload as the account of the workload. */
  public Launch launch(String name, boolean terminal) {
    var mode = new Mode("0755", Math.max(account.uid(), 0), Math.max(account.gid(), 0));
    var home = folder + "/" + name;
    var work = working.isEmpty() ? home + "/work" : working + "/" + name;
    return new Launch(host, workloads, home, work, account::runs, mode, terminal);
  }
}

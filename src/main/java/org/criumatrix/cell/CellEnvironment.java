package org.criumatrix.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.checkpoint.plain.NoContainer;
import org.criumatrix.host.Host;
import org.criumatrix.privilege.Account;
import org.criumatrix.share.Cvmfs;
import org.criumatrix.share.NetworkFileSystems;

/** Where a cell plays: its places and its runtime, as the scenario wants them from here on. */
public final class CellEnvironment {

  private final List<RuntimeContext> contexts;
  private final List<Runnable> releases = new ArrayList<>();
  private Runtime runtime;

  /**
   * @param contexts one on each host
   */
  public CellEnvironment(List<RuntimeContext> contexts, Runtime runtime) {
    this.contexts = new ArrayList<>(contexts);
    this.runtime = runtime;
  }

  /** As things are now. */
  public Placement at(RuntimeContext context) {
    return new Placement(runtime, context);
  }

  /** On the first host, where there are more. */
  public RuntimeContext first() {
    return contexts.get(0);
  }

  public RuntimeContext second() {
    return contexts.get(1);
  }

  public List<RuntimeContext> contexts() {
    return List.copyOf(contexts);
  }

  /** What the runtime has lost of its own; empty when all is there. */
  public Optional<String> lost() {
    return contexts.stream().flatMap(p -> runtime.lost(p.host()).stream()).findFirst();
  }

  public Set<String> passingMounts() {
    return runtime.passingMounts();
  }

  public void checkpointsBy(String way) {
    runtime = runtime.by(way);
  }

  public void asAnotherAccount() {
    requireAvailable(first().privilege().unavailableForOthers(first().host()));
    asUnprivilegedUser();
  }

  public void asUnprivilegedUser() {
    replaceContexts(p -> p.withAccount(Account.ORDINARY));
  }

  public void volume() {
    var volume = first().mkdir("volume");
    replaceContexts(p -> p.withWorking(volume));
  }

  /**
   * @return where, on the first host, is no container, and whom containers reach there
   */
  public Placement network() {
    var sides = runtime.network(first());
    contexts.set(0, sides.inside());
    return new Placement(new NoContainer(), sides.outside());
  }

  /** Whether what happens on a host stays within it. */
  public boolean withinHosts() {
    return contexts.size() == 1 && first().network().isEmpty();
  }

  public Share share(String kind) {
    var fileSystem = NetworkFileSystems.find(kind);
    hosts().forEach(host -> requireAvailable(fileSystem.unavailable(host)));
    var share = Share.of(fileSystem, contexts);
    releases.add(share::close);
    replaceContexts(p -> p.withWorking(share.folder()));
    return share;
  }

  public Mounted cvmfs() {
    requireAvailable(Cvmfs.unavailable(first().host()));
    var mounted = new Mounted(contexts, Cvmfs::mount);
    releases.add(mounted::close);
    return mounted;
  }

  /** From here on CRIU gets more options and a larger environment. */
  public void addToCriu(List<String> options, Map<String, String> env) {
    replaceContexts(p -> p.withCriu(p.criu().with(options, env)));
  }

  /** What is to be done when no workload is there any more. */
  public void whenReleased(Runnable then) {
    releases.add(then);
  }

  /** Gives back what workloads stood on. */
  public void release() {
    releases.forEach(Runnable::run);
  }

  private List<Host> hosts() {
    return contexts.stream().map(RuntimeContext::host).toList();
  }

  private void replaceContexts(UnaryOperator<RuntimeContext> change) {
    contexts.replaceAll(change);
  }

  /**
   * @throws Unavailable when there is a reason why not
   */
  public static void requireAvailable(Optional<String> reasonWhyNot) {
    if (reasonWhyNot.isPresent()) {
      throw new Unavailable(reasonWhyNot.get());
    }
  }
}

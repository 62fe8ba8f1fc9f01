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

/** The hosts and the runtime of a cell, as the scenario has set them up so far. */
public final class CellEnvironment {

  private final List<RuntimeContext> contexts;
  private final List<Runnable> releases = new ArrayList<>();
  private Runtime runtime;

  /**
   * @param contexts one for each host
   */
  public CellEnvironment(List<RuntimeContext> contexts, Runtime runtime) {
    this.contexts = new ArrayList<>(contexts);
    this.runtime = runtime;
  }

  /** Returns the placement of a workload that is started now. */
  public Placement at(RuntimeContext context) {
    return new Placement(runtime, context);
  }

  /** Returns the context on the first host. */
  public RuntimeContext first() {
    return contexts.get(0);
  }

  public RuntimeContext second() {
    return contexts.get(1);
  }

  public List<RuntimeContext> contexts() {
    return List.copyOf(contexts);
  }

  /**
   * Returns why the runtime is of no use any more, such as a daemon that died; empty when it still
   * works.
   */
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
   * @return a placement on the first host outside of any container, which containers can reach
   */
  public Placement network() {
    var sides = runtime.network(first());
    contexts.set(0, sides.inside());
    return new Placement(new NoContainer(), sides.outside());
  }

  /** Returns whether nothing outside of a host can notice what happens on it. */
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

  /** Adds options and environment variables to every later call of CRIU. */
  public void addToCriu(List<String> options, Map<String, String> env) {
    replaceContexts(p -> p.withCriu(p.criu().with(options, env)));
  }

  /** Registers an action to run once all workloads have ended. */
  public void whenReleased(Runnable then) {
    releases.add(then);
  }

  /** Releases the resources of workloads that have ended. */
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
   * @throws Unavailable when a reason is given
   */
  public static void requireAvailable(Optional<String> reasonWhyNot) {
    if (reasonWhyNot.isPresent()) {
      throw new Unavailable(reasonWhyNot.get());
    }
  }
}

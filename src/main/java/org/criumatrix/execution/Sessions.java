package org.criumatrix.execution;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.criumatrix.account.LaneTime;
import org.criumatrix.cell.Mounts;
import org.criumatrix.cell.PreparedHost;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.CriuCaller;
import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.criu.CriuBuild;
import org.criumatrix.host.Architecture;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostKind;
import org.criumatrix.host.PeerHost;
import org.criumatrix.matrix.Caller;
import org.criumatrix.privilege.Prepared;
import org.criumatrix.privilege.Privilege;
import org.criumatrix.rpc.RpcClient;

/** Keeps sessions open between cells, because opening one costs as much as several cells. */
final class Sessions implements AutoCloseable {

  /** The number of idle sessions that are kept; beyond it the longest idle is closed. */
  private static final int MAX_IDLE = 24;

  /** The limit of one CRIU call: a hundred times what the largest images here need. */
  private static final Duration CRIU_LIMIT = Duration.ofSeconds(30);

  private record Idle(Key key, Session session) {}

  /**
   * @param hosts 1 or 2
   * @param engine a runtime that must be prepared on the host, in a distribution of its own
   * @param dumper another build, which dumps in place of the first; empty: it is not needed
   */
  record Key(
      HostKind host,
      int hosts,
      CriuBuild build,
      Privilege privilege,
      Optional<Runtime> engine,
      Optional<CriuBuild> dumper) {

    /** Returns the key with the build that dumps in place of the one that restores. */
    Optional<Key> ofDumper() {
      return dumper.map(d -> new Key(host, hosts, d, privilege, engine, Optional.empty()));
    }
  }

  private final Map<Architecture, Path> workloads = new ConcurrentHashMap<>();
  private final Map<List<Object>, Optional<String>> trials = new ConcurrentHashMap<>();
  private final Deque<Idle> idle = new ArrayDeque<>();
  private final LaneTime time;
  private boolean closed;
  private volatile boolean masksBreakpoints;
  private volatile Caller caller = Caller.COMMAND;

  /**
   * @param workloads the local folder of workloads that were built for this machine
   */
  Sessions(Path workloads, LaneTime time) {
    this.workloads.put(Architecture.here(), workloads);
    this.time = time;
  }

  /** Gives later hosts of an architecture its workloads. */
  void put(Architecture architecture, Path built) {
    workloads.put(architecture, built);
  }

  /** Makes all hosts ignore hardware breakpoints from now on. */
  void maskBreakpoints() {
    masksBreakpoints = true;
  }

  /** Makes later hosts call CRIU in this way. */
  void callBy(Caller by) {
    caller = by;
  }

  /**
   * Returns the environment that masks breakpoints. On an engine's host no call is masked: the
   * engine calls CRIU without the mask, and CRIU caches its result for the next calls there.
   */
  private Map<String, String> masked(Key key, Host host) {
    return key.engine().isEmpty() ? masked(host) : Map.of();
  }

  private Map<String, String> masked(Host host) {
    return masksBreakpoints
        ? Map.of("LD_PRELOAD", host.home() + "/workloads/" + BreakpointTrial.MASK)
        : Map.of();
  }

  Session borrow(Key key) {
    close(i -> i.session().isLost());
    synchronized (idle) {
      for (var it = idle.descendingIterator(); it.hasNext(); ) {
        var candidate = it.next();
        if (candidate.key().equals(key)) {
          it.remove();
          return candidate.session();
        }
      }
    }
    var what = key.engine().map(Runtime::name).orElse(key.host().name());
    return time.spend("hosts opened: " + what, () -> open(key));
  }

  void giveBack(Key key, Session session) {
    Session surplus = null;
    synchronized (idle) {
      idle.addLast(new Idle(key, session));
      if (closed || idle.size() > MAX_IDLE) {
        surplus = idle.removeFirst().session();
      }
    }
    if (surplus != null) {
      close(surplus);
    }
  }

  /** Closes a session that no cell uses again. */
  void close(Session session) {
    time.spend("hosts closed", session::close);
  }

  /** Closes every idle session on hosts of a kind. */
  void drop(HostKind host) {
    // By name, since containers have one kind for each grant.
    close(i -> i.key().host().name().equals(host.name()));
  }

  private void close(Predicate<Idle> which) {
    List<Idle> gone;
    synchronized (idle) {
      gone = idle.stream().filter(which).toList();
      idle.removeAll(gone);
    }
    gone.forEach(i -> close(i.session()));
  }

  private Session open(Key key) {
    var built = workloads.get(key.host().architecture());
    var folders = new TreeMap<>(Map.of("workloads", built, "criu", key.build().folder()));
    key.dumper().ifPresent(d -> folders.put("dumper", d.folder()));
    var trial = trial(key, folders);
    var peers =
        key.hosts() == 1
            ? List.of(new PeerHost(open(key, folders), null))
            : key.host().openPair(folders);
    try {
      var hosts = peers.stream().map(n -> prepared(key, n, trial)).toList();
      var dumper = key.ofDumper().map(k -> prepared(k, peers.get(0), trial(k, folders)));
      return new Session(hosts, dumper);
    } catch (RuntimeException e) {
      peers.forEach(n -> n.host().close());
      throw e;
    }
  }

  private static Host open(Key key, Map<String, Path> folders) {
    return key.engine()
        .flatMap(Runtime::distribution)
        .map(root -> key.host().openIn(root, folders))
        .orElseGet(() -> key.host().open(folders));
  }

  /**
   * Returns the result of the breakpoint trial. It runs on a host of its own, because CRIU caches
   * what it finds there when root calls it.
   */
  private Optional<String> trial(Key key, Map<String, Path> folders) {
    if (key.engine().filter(Runtime::needsNoCriu).isPresent()) {
      return Optional.empty();
    }
    return trials.computeIfAbsent(
        List.of(key.host().machine(), key.build()),
        k -> time.spend("probes", () -> breakpoints(key, folders)));
  }

  /**
   * Returns the call of a CRIU that cannot start. Where an engine or a container calls CRIU, each
   * cell finds that out by itself.
   */
  private Optional<CriuCall> refusal(Key key, PreparedHost prepared) {
    var plain = key.engine().isEmpty() && key.host().machine().equals(key.host());
    if (!plain || prepared.unavailable().isPresent()) {
      return Optional.empty();
    }
    var context = prepared.context(key.privilege().account());
    return time.spend("probes", () -> StartTrial.refusal(context));
  }

  private Optional<String> breakpoints(Key key, Map<String, Path> folders) {
    try (var host = key.host().machine().open(folders)) {
      return BreakpointTrial.unavailable(host, key.build(), masked(host));
    }
  }

  private PreparedHost prepared(Key key, PeerHost peer, Optional<String> trial) {
    var privilege = key.privilege();
    var host = peer.host();
    var unavailable =
        trial
            .or(() -> privilege.unavailable(host))
            .or(() -> key.engine().flatMap(e -> e.unavailable(host)))
            .or(() -> RpcClient.unavailable(caller, key.build()));
    var program = key.build().program().toString();
    var criuProgram =
        unavailable.isEmpty()
            ? privilege.prepare(host, program).with(List.of(), masked(key, host))
            : new Prepared(program, List.of());
    var commandLine = new CriuCaller(host, criuProgram, privilege, CRIU_LIMIT);
    var criu = unavailable.isEmpty() ? Callers.of(caller, commandLine, key.build()) : commandLine;
    var addresses = Optional.ofNullable(peer.addresses());
    var prepared =
        new PreparedHost(host, addresses, criu, Mounts.of(""), unavailable, Optional.empty());
    if (unavailable.isEmpty()) {
      key.engine().ifPresent(e -> e.prepare(prepared.context(privilege.account())));
    }
    return prepared.withRefusal(refusal(key, prepared)).withCurrentMounts();
  }

  @Override
  public void close() {
    synchronized (idle) {
      closed = true;
      idle.forEach(i -> i.session().close());
      idle.clear();
    }
  }
}

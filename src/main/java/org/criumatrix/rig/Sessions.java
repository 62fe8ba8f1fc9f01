package org.criumatrix.rig;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.criumatrix.criu.CriuBuild;
import org.criumatrix.host.HostKind;
import org.criumatrix.privilege.Prepared;
import org.criumatrix.privilege.Privilege;
import org.criumatrix.runtime.CriuCaller;

/** Keeps sessions open between cells: opening one costs as much as several cells. */
final class Sessions implements AutoCloseable {

  /** Idle ones beyond this many are closed, the longest idle first. */
  private static final int MOST_IDLE = 24;

  /** One call of CRIU; it is a hundred times what the largest image here needs. */
  private static final Duration CRIU_LIMIT = Duration.ofSeconds(30);

  private record Idle(Key key, Session session) {}

  record Key(HostKind host, CriuBuild build, Privilege privilege) {}

  private final Path workloads;
  private final Deque<Idle> idle = new ArrayDeque<>();
  private boolean closed;

  /**
   * @param workloads the local folder of built workloads
   */
  Sessions(Path workloads) {
    this.workloads = workloads;
  }

  Session borrow(Key key) {
    synchronized (idle) {
      for (var it = idle.descendingIterator(); it.hasNext(); ) {
        var candidate = it.next();
        if (candidate.key().equals(key)) {
          it.remove();
          return candidate.session();
        }
      }
    }
    return open(key);
  }

  void giveBack(Key key, Session session) {
    Session surplus = null;
    synchronized (idle) {
      idle.addLast(new Idle(key, session));
      if (closed || idle.size() > MOST_IDLE) {
        surplus = idle.removeFirst().session();
      }
    }
    if (surplus != null) {
      surplus.close();
    }
  }

  private Session open(Key key) {
    var privilege = key.privilege();
    var host = key.host().open(Map.of("workloads", workloads, "criu", key.build().folder()));
    try {
      var unavailable = privilege.unavailable(host);
      var program = key.build().program().toString();
      var prepared =
          unavailable.isEmpty()
              ? privilege.prepare(host, program, key.build().release())
              : new Prepared(program, List.of());
      var criu = new CriuCaller(host, prepared, privilege, CRIU_LIMIT);
      return new Session(host, criu, Session.mountsOf(host), unavailable);
    } catch (RuntimeException e) {
      host.close();
      throw e;
    }
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

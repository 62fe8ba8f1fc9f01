package org.criumatrix.account;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Accounts for the time of a run's lanes, the threads that play cells side by side. Each lane does
 * one activity at a time: while an inner one lasts, the outer one is not charged.
 */
public final class LaneTime {

  private static final double NANOS_IN_MS = 1e6;

  /** An activity of a lane that has not ended, and since when it is charged. */
  private static final class Open {
    private final String activity;
    private long since = System.nanoTime();

    Open(String activity) {
      this.activity = activity;
    }
  }

  private final Map<String, LongAdder> nanos = new ConcurrentHashMap<>();
  private final ThreadLocal<Deque<Open>> lane = ThreadLocal.withInitial(ArrayDeque::new);

  /** Does it, and charges its time to an activity, however it ends. */
  public <T> T spend(String activity, Supplier<T> work) {
    var open = lane.get();
    if (!open.isEmpty()) {
      charge(open.peek());
    }
    open.push(new Open(activity));
    try {
      return work.get();
    } finally {
      charge(open.pop());
      if (!open.isEmpty()) {
        open.peek().since = System.nanoTime();
      }
    }
  }

  /** The same, of what gives no result. */
  public void spend(String activity, Runnable work) {
    spend(
        activity,
        () -> {
          work.run();
          return null;
        });
  }

  private void charge(Open open) {
    nanos.computeIfAbsent(open.activity, a -> new LongAdder()).add(System.nanoTime() - open.since);
  }

  /** Each activity's time in milliseconds, all lanes together. */
  public Map<String, Double> ms() {
    var ms = new TreeMap<String, Double>();
    nanos.forEach((activity, sum) -> ms.put(activity, sum.sum() / NANOS_IN_MS));
    return ms;
  }
}

package org.criumatrix.account;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Accounts for the time of a run's lanes, the threads that run cells in parallel. Each lane does
 * one activity at a time: an outer activity is not charged while an inner one runs.
 */
public final class LaneTime {

  private static final double NANOS_IN_MS = 1e6;

  /** An activity that a lane has begun, with the time from which it is charged. */
  private static final class Open {
    private final String activity;
    private long since = System.nanoTime();

    Open(String activity) {
      this.activity = activity;
    }
  }

  private final Map<String, LongAdder> nanos = new ConcurrentHashMap<>();
  private final ThreadLocal<Deque<Open>> lane = ThreadLocal.withInitial(ArrayDeque::new);

  /** Runs work and charges its time to an activity, also if the work throws. */
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

  /** Runs work without a result and charges its time to an activity. */
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

  /** Returns the time of each activity in milliseconds, summed over all lanes. */
  public Map<String, Double> ms() {
    var ms = new TreeMap<String, Double>();
    nanos.forEach((activity, sum) -> ms.put(activity, sum.sum() / NANOS_IN_MS));
    return ms;
  }
}

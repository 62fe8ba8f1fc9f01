package org.criumatrix.checkpoint.hosting;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Things that take long to make: made for the first who needs one, ended with the last. One that is
 * no good any more is left to those who have it, and others get a new one.
 */
final class RefCounted<K, T> {

  private final Predicate<T> good;
  private final Consumer<T> end;
  private final Map<K, T> newest = new HashMap<>();
  private final Map<T, Integer> users = new IdentityHashMap<>();

  RefCounted(Predicate<T> good, Consumer<T> end) {
    this.good = good;
    this.end = end;
  }

  synchronized T borrow(K key, Supplier<T> maker) {
    var thing = newest.get(key);
    if (thing == null || !good.test(thing)) {
      thing = maker.get();
      newest.put(key, thing);
    }
    users.merge(thing, 1, Integer::sum);
    return thing;
  }

  synchronized void giveBack(T thing) {
    if (users.merge(thing, -1, Integer::sum) == 0) {
      users.remove(thing);
      newest.values().removeIf(t -> t == thing);
      end.accept(thing);
    }
  }
}

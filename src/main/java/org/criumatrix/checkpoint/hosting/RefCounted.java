package org.criumatrix.checkpoint.hosting;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Shares objects that take long to make. The first user makes an object, and the last user closes
 * it. An object that has become unusable stays with its users, and later users get a new one.
 */
final class RefCounted<K, T> {

  private final Predicate<T> usable;
  private final Consumer<T> closer;
  private final Map<K, T> newest = new HashMap<>();
  private final IdentityHashMap<T, Integer> users = new IdentityHashMap<>();

  RefCounted(Predicate<T> usable, Consumer<T> closer) {
    this.usable = usable;
    this.closer = closer;
  }

  synchronized T borrow(K key, Supplier<T> maker) {
    var thing = newest.get(key);
    if (thing == null || !usable.test(thing)) {
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
      closer.accept(thing);
    }
  }
}

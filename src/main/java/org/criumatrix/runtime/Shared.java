package org.criumatrix.runtime;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Things that take long to make: made for the first who needs one, ended with the last. */
final class Shared<K, T> {

  private final Consumer<T> end;
  private final Map<K, Used<T>> all = new HashMap<>();

  private record Used<T>(T thing, int users) {}

  Shared(Consumer<T> end) {
    this.end = end;
  }

  synchronized T borrow(K key, Supplier<T> maker) {
    var used = all.containsKey(key) ? all.get(key) : new Used<>(maker.get(), 0);
    all.put(key, new Used<>(used.thing(), used.users() + 1));
    return used.thing();
  }

  synchronized void giveBack(K key) {
    var used = all.remove(key);
    if (used.users() > 1) {
      all.put(key, new Used<>(used.thing(), used.users() - 1));
    } else {
      end.accept(used.thing());
    }
  }
}

package org.criumatrix.criu;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Passes lines from any thread on, one at a time and none twice. */
final class DedupingListener implements Consumer<String> {

  private final Set<String> seen = new HashSet<>();
  private final Consumer<String> listener;

  DedupingListener(Consumer<String> listener) {
    this.listener = listener;
  }

  @Override
  public synchronized void accept(String line) {
    if (seen.add(line)) {
      listener.accept(line);
    }
  }
}

package org.criumatrix.host;

/** Ends a process with everything below it; zt-exec's own stopper leaves grandchildren running. */
final class KillTree {

  /** A process that forks faster than it can be killed must not keep us here for ever. */
  private static final int ROUNDS = 20;

  private KillTree() {}

  static void kill(Process process) {
    // The parent goes first, so that it cannot start replacements; its children are listed before,
    // because they belong to nobody we know once it is gone.
    for (var round = 0; round < ROUNDS; round++) {
      var below = process.descendants().toList();
      process.destroyForcibly();
      below.forEach(KillTree::killWithDescendants);
      if (below.isEmpty()) {
        return;
      }
    }
  }

  private static void killWithDescendants(ProcessHandle handle) {
    var below = handle.descendants().toList();
    handle.destroyForcibly();
    below.forEach(ProcessHandle::destroyForcibly);
  }
}

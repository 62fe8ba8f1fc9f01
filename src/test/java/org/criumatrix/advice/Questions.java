package org.criumatrix.advice;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.criumatrix.inventory.Trait;
import org.criumatrix.matrix.MatrixFile;
import org.criumatrix.matrix.Plan;

/** Questions and knowledge for tests. */
final class Questions {

  static final String MATRIX =
      """
      case, criu, privilege, runtime, host, kernel, expect, at, error, why, holds, with, issue, fixed, remedy
      *, *, *, *, *, *, works, , , ,
      *, *, *, *, *, *, fails, restore, "*Can't open file*", files are not kept, , without-files
      *, *, *, *, *, *, fails, progress, NO_PROGRESS, no flag in the image, eventfd-semaphore, , , , none known
      *, *, *, *, *, *, fails, dump, ghost, kept up to 1 MiB, ghost-file>1M, !--ghost-limit, , , --ghost-limit=SIZE (open-files/deleted-large)
      *, *, *, *, *, *, fails, dump, "*{one,other} TCP*", not asked to, tcp-established, !--tcp-established, https://example.org/7, , --tcp-established (network/tcp)
      *, *, capabilities, *, *, *, fails, dump, iptables, no root, tcp-established, --tcp-established !--network-lock=nftables, , , --network-lock=nftables
      *, 4.2, *, *, *, *, fails, dump, ring, unknown, io_uring, , , 4.3
      *, *, *, *, *, *, loses, , , "CRIU's own is handed on", affinity, , , , taskset around criu restore
      serial/simple-c, *, *, *, *, *, fails, dump, of a case, not knowledge
      """;

  private Questions() {}

  private static Tried tried(String trait, String criu, String... with) {
    return new Tried(
        trait,
        criu,
        "6.18",
        3,
        List.of("root"),
        List.of(with),
        "serial/simple-c[criu=" + criu + "]");
  }

  static Adviser adviser() {
    return new Adviser(
        MatrixFile.of("matrix.csv", MATRIX),
        new Evidence(
            List.of(
                tried("*", "4.3"),
                tried("*", "4.2"),
                tried("pipe", "4.3"),
                tried("pipe", "4.2"),
                tried("tcp-established", "4.3", "--tcp-established"),
                tried("terminal-master", "4.3", "--tcp-established"),
                tried("session-outside", "4.3", "--shell-job"))));
  }

  static Question of(String... traits) {
    return new Question(held(traits), List.of(), "6.18.1", "root", "none", List.of(), Set.of());
  }

  static Question with(Question q, String privilege, Set<Plan> plans, String... options) {
    return new Question(
        q.traits(), q.hidden(), q.kernel(), privilege, q.runtime(), List.of(options), plans);
  }

  private static List<Trait> held(String... names) {
    return Stream.of(names)
        .map(n -> new Trait(n.replaceFirst(":.*", ""), 2, n.contains(":3M") ? 3 << 20 : 0))
        .toList();
  }
}

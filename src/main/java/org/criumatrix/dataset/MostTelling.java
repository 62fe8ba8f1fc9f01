package org.criumatrix.dataset;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Orders results of one case in one context, the one that counts first: what was tried before what
 * could not be, own runs before those that others sent, a machine whose root has all capabilities
 * before one whose root lacks some, and newer before older.
 */
final class MostTelling implements Comparator<CellEntry> {

  private final Map<String, Integer> lacking;
  private final Map<String, Boolean> sent;
  private final Comparator<CellEntry> order;

  MostTelling(Collection<MachineEntry> machines, Collection<RunEntry> runs) {
    this.lacking =
        machines.stream().collect(Collectors.toMap(MachineEntry::id, m -> m.rootLacks().size()));
    this.sent =
        runs.stream()
            .collect(Collectors.toMap(RunEntry::id, r -> Objects.nonNull(r.submittedBy())));
    this.order =
        Comparator.<CellEntry, Boolean>comparing(c -> !Verdicts.isTried(c.verdict()))
            .thenComparing(c -> sent.get(c.run()))
            .thenComparing(c -> lacking.get(c.machine()))
            .thenComparing(MostTelling::ended, Comparator.reverseOrder())
            .thenComparing(CellEntry::id);
  }

  private static String ended(CellEntry cell) {
    return Optional.ofNullable(cell.ended()).orElse("");
  }

  @Override
  public int compare(CellEntry one, CellEntry other) {
    return order.compare(one, other);
  }
}

package org.criumatrix.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.criumatrix.inventory.Trait;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Cell;
import org.criumatrix.matrix.DumpContext;
import org.criumatrix.matrix.Plan;

/**
 * What is to be checkpointed, where and by whom.
 *
 * @param traits what the processes hold
 * @param hidden what could not be seen of them, one line each
 * @param kernel the release of the kernel
 * @param privilege of CRIU, as on the axis
 * @param runtime the engine of its container, as on the axis; {@code none}: CRIU itself is called
 * @param options of CRIU that the caller wants in any case, each with its value
 * @param plans how it is checkpointed and restored
 */
public record Question(
    List<Trait> traits,
    List<String> hidden,
    String kernel,
    String privilege,
    String runtime,
    List<String> options,
    Set<Plan> plans) {

  /** Any program is meant, so the case has a name that no line of matrix.csv can have. */
  private static final CaseId ANY = CaseId.parse("any/program");

  Cell cell(String criu) {
    return Cell.of(ANY, criu, privilege, runtime, "local");
  }

  DumpContext dump(List<String> given) {
    var sizes = new TreeMap<String, Long>();
    traits.forEach(t -> sizes.put(t.name(), t.bytes()));
    var words = new ArrayList<>(given);
    plans.forEach(p -> words.add(p.key()));
    return new DumpContext(sizes, words);
  }
}

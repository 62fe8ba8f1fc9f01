package org.criumatrix.site;

import java.util.List;
import org.criumatrix.dataset.MachineEntry;

/** How machines are named. */
final class Machines {

  private Machines() {}

  /** Returns {@code Debian GNU/Linux 12 (bookworm), x86_64, AMD EPYC, virtual}. */
  static String title(MachineEntry machine) {
    var words =
        new java.util.ArrayList<>(
            List.of(
                known(machine.distribution(), "unknown distribution"),
                known(machine.architecture(), "unknown architecture")));
    if (machine.processor() != null && !machine.processor().isBlank()) {
      words.add(machine.processor());
    }
    if ("virtual machine".equals(machine.kind())) {
      words.add("virtual machine");
    }
    if (!machine.rootLacks().isEmpty()) {
      words.add("root without " + Words.list(machine.rootLacks()));
    }
    return String.join(", ", words);
  }

  private static String known(String text, String otherwise) {
    return text == null || text.isBlank() ? otherwise : text;
  }
}

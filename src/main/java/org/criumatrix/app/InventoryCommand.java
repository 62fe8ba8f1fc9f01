package org.criumatrix.app;

import java.util.concurrent.Callable;
import org.criumatrix.inventory.Inventory;
import org.criumatrix.inventory.Trait;
import org.criumatrix.inventory.TraitRule;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a running process holds. */
@Command(
    name = "inventory",
    description = {
      "Lists what a running process and its descendants hold that a checkpoint has to bring back.",
      "The process is neither stopped nor changed. docs/traits.md explains the traits."
    },
    exitCodeList = {
      "0:the inventory is printed",
      "2:there is no such process, or it has ended",
      "4:the machine lacks a compiler",
      "7:the suite itself failed"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  criu-matrix inventory 4711",
      "  criu-matrix inventory --json 4711 > inventory.json"
    })
final class InventoryCommand implements Callable<Integer> {

  @Parameters(paramLabel = "PID", description = "A process; its descendants are included.")
  private long pid;

  @Option(
      names = "--json",
      description = "Print everything as JSON; docs/inventory.schema.json describes it.")
  private boolean json;

  @Override
  public Integer call() {
    var out = InventoryProgram.json(pid);
    System.out.print(json ? out : text(Inventory.parse(out)));
    return ExitCode.AS_EXPECTED.code();
  }

  private String text(Inventory inventory) {
    var lines = new StringBuilder();
    lines.append(
        inventory.processes() == 1
            ? "Process %d:%n".formatted(pid)
            : "Process %d and %d descendants:%n".formatted(pid, inventory.processes() - 1));
    for (var trait : inventory.traits()) {
      lines.append(line(trait, TraitRule.meaning(trait.name())));
    }
    if (!inventory.unknown().isEmpty()) {
      lines.append("Not visible to this account, so that traits may be missing:\n");
      inventory.unknown().forEach(line -> lines.append("  ").append(line).append('\n'));
    }
    return lines.toString();
  }

  private static String line(Trait trait, String meaning) {
    return "  %-28s %5d  %s%n".formatted(trait, trait.count(), meaning);
  }
}

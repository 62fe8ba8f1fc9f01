package org.criumatrix.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.inventory.Inventory;
import org.criumatrix.inventory.Trait;
import org.criumatrix.inventory.TraitRule;
import org.criumatrix.setup.Native;
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

  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** Exit codes of native/inventory from which on there is no process to list. */
  private static final int NO_PROCESS = 3;

  private static final int ZOMBIE = 6;

  @Parameters(paramLabel = "PID", description = "A process; its descendants are included.")
  private long pid;

  @Option(
      names = "--json",
      description = "Print everything as JSON; docs/inventory.schema.json describes it.")
  private boolean json;

  @Override
  public Integer call() {
    var out = inventory();
    System.out.print(json ? out : text(Inventory.parse(out)));
    return ExitCode.AS_EXPECTED.code();
  }

  private String inventory() {
    var programs = Checkout.folder().resolve(Path.of("target", "native"));
    Native.build(Checkout.folder().resolve("native"), programs)
        .ifPresent(
            problem -> {
              throw new CommandException(ExitCode.MACHINE, problem);
            });
    var argv = List.of(programs.resolve("inventory").toString(), String.valueOf(pid));
    var result = LocalCommand.run(LIMIT, Map.of(), argv);
    if (result.exit() == 2 || result.exit() >= NO_PROCESS && result.exit() <= ZOMBIE) {
      throw new CommandException(
          ExitCode.USAGE, result.stderr().strip().replaceFirst("^inventory: ", ""));
    }
    if (!result.succeeded()) {
      throw new IllegalStateException(
          "the inventory ends with %d: %s".formatted(result.exit(), result.stderr().strip()));
    }
    return result.stdout();
  }

  private String text(Inventory inventory) {
    var meanings =
        TraitRule.all().stream().collect(Collectors.toMap(TraitRule::name, TraitRule::meaning));
    var lines = new StringBuilder();
    lines.append(
        inventory.processes() == 1
            ? "Process %d:%n".formatted(pid)
            : "Process %d and %d descendants:%n".formatted(pid, inventory.processes() - 1));
    for (var trait : inventory.traits()) {
      lines.append(line(trait, meanings.get(trait.name())));
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

package org.criumatrix.app;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.criumatrix.advice.Advice;
import org.criumatrix.advice.AdviceJson;
import org.criumatrix.advice.AdviceText;
import org.criumatrix.advice.Adviser;
import org.criumatrix.advice.CommandPair;
import org.criumatrix.advice.Evidence;
import org.criumatrix.advice.Question;
import org.criumatrix.criu.CriuCatalog;
import org.criumatrix.inventory.Inventory;
import org.criumatrix.junit.Terminal;
import org.criumatrix.matrix.MatrixFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says of a running program whether it can be checkpointed. */
@Command(
    name = "advise",
    description = {
      "Says whether a running program can be checkpointed and restored, with which options, and what it would lose.",
      "The program is neither stopped nor changed. The advice comes from what finished runs have shown: docs/traits.md."
    },
    exitCodeList = {
      "0:it works as it is",
      "10:it works with the printed changes",
      "11:it does not work",
      "12:cannot tell: something was never tried, or cannot be seen",
      "2:there is no such process, or a wrong option",
      "3:a line of matrix.csv cannot be used",
      "4:the machine lacks a compiler",
      "7:the suite itself failed"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  criu-matrix advise 4711",
      "  criu-matrix advise podman:db --criu 4.2.1",
      "  criu-matrix advise -- ./simulate --steps 1000"
    })
final class AdviseCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "TARGET",
      arity = "1",
      description = "A process and its descendants: PID.")
  private String target;

  @Option(
      names = "--criu",
      paramLabel = "VERSION",
      description =
          "The CRIU that is to be used; default: that of this machine, otherwise the newest known.")
  private String criu;

  @Option(
      names = "--privilege",
      paramLabel = "NAME",
      defaultValue = "root",
      description =
          "Who calls CRIU: root, capabilities, setuid, unprivileged; default: ${DEFAULT-VALUE}.")
  private String privilege;

  @Option(
      names = "--with",
      paramLabel = "OPTION",
      description = "An option of CRIU that will be used in any case: --with=--tcp-close.")
  private List<String> options = List.of();

  @Option(names = "--all", description = "List what is fine, too.")
  private boolean all;

  @Option(
      names = "--json",
      description = "Print everything as JSON; docs/advice.schema.json describes it.")
  private boolean json;

  private static MatrixFile matrix() {
    var file = Checkout.folder().resolve("matrix.csv");
    try {
      return MatrixFile.read(file);
    } catch (IOException e) {
      throw new CommandException(ExitCode.MATRIX_FILE, file + " cannot be read", e);
    }
  }

  @Override
  public Integer call() {
    var inventory = Inventory.parse(InventoryProgram.json(Long.parseLong(target)));
    var question =
        new Question(
            inventory.traits(),
            inventory.unknown(),
            inventory.kernel(),
            privilege,
            "none",
            List.copyOf(options));
    var evidence = Evidence.shipped();
    var adviser = new Adviser(matrix(), evidence);
    var version =
        Optional.ofNullable(criu)
            .or(CriuCatalog::installedVersion)
            .orElseGet(() -> evidence.versions().get(0));
    var advice = adviser.advise(question, version);
    var others =
        evidence.versions().stream()
            .filter(v -> !v.equals(version))
            .map(v -> adviser.advise(question, v))
            .toList();
    var commands = CommandPair.of("none", Long.parseLong(target), "", advice.options());
    if (json) {
      var everything = new ArrayList<Advice>(List.of(advice));
      everything.addAll(others);
      System.out.print(
          AdviceJson.of(target, Long.parseLong(target), question, everything, commands));
    } else {
      var text =
          new AdviceText(
              question,
              (style, words) -> Terminal.ansi().string("@|%s %s|@".formatted(style, words)),
              all);
      System.out.print(text.of("Process " + target, advice, commands, others));
    }
    return advice.answer().code();
  }
}

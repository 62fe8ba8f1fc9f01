package org.criumatrix.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.criumatrix.advice.Answer;
import org.criumatrix.matrix.Plan;
import org.criumatrix.target.StartedCommand;
import org.criumatrix.target.Target;
import org.criumatrix.target.TargetException;
import org.criumatrix.target.Targets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says of a running program whether it can be checkpointed. */
@Command(
    name = "advise",
    description = {
      "Says whether a running program can be checkpointed and restored, with which options, and what it would lose.",
      "The program is neither stopped nor changed. The advice is what finished runs of the matrix have shown:"
          + " docs/traits.md. What no run has tried is called untried."
    },
    exitCodeList = {
      "0:it works as it is",
      "10:it works with what is printed: options, or something that comes back changed",
      "11:it does not work",
      "12:cannot tell: something was never tried, or cannot be seen",
      "2:there is no such process, or an option is wrong",
      "3:a line of matrix.csv cannot be used",
      "4:the machine lacks a compiler",
      "7:the suite itself failed"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  criu-matrix advise 4711",
      "  criu-matrix advise podman:db --criu 4.2.1",
      "  criu-matrix advise 4711 --plan elsewhere",
      "  criu-matrix advise --after 10 -- ./simulate --steps 1000"
    })
final class AdviseCommand implements Callable<Integer> {

  private static final String SEPARATOR = "--";

  @Parameters(
      paramLabel = "TARGET",
      arity = "1..*",
      description = {
        "A process and its descendants: PID, docker:NAME, podman:NAME, apptainer:PID, a batch system's job (KIND:JOB;",
        "an unknown kind lists all), or -- COMMAND, which is started, and ended afterwards."
      })
  private List<String> words;

  @Option(
      names = "--criu",
      paramLabel = "VERSION",
      description = {
        "The CRIU that is to be used. Default: that of this machine, otherwise the newest known."
      })
  private String criu;

  @Option(
      names = "--privilege",
      paramLabel = "NAME",
      description = {
        "Who calls CRIU: root, capabilities, setuid, unprivileged. Default: root for root, capabilities for others."
      })
  private String privilege;

  @Option(
      names = "--with",
      paramLabel = "OPTION",
      description = "An option of CRIU that will be used in any case: --with=--tcp-close.")
  private List<String> options = List.of();

  @Option(
      names = "--plan",
      paramLabel = "PLAN",
      split = ",",
      description =
          "How it will be restored: elsewhere, again, without-files and others; docs/traits.md lists them.")
  private List<String> plans = List.of();

  @Option(
      names = "--after",
      paramLabel = "SECONDS",
      defaultValue = "2",
      description = "How long a COMMAND runs before it is looked at; default: ${DEFAULT-VALUE}.")
  private double after;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Where the output of a COMMAND goes; default: a file that is removed.")
  private Path output;

  @Option(names = "--all", description = "List what is fine, too.")
  private boolean all;

  @Option(
      names = "--json",
      description = "Print everything as JSON; docs/advice.schema.json describes it.")
  private boolean json;

  @Option(
      names = "--watch",
      paramLabel = "SECONDS",
      description =
          "Look again and again, and print the advice when it has changed; ends with the program.")
  private Double watch;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    try {
      return advise();
    } catch (TargetException e) {
      System.err.println("criu-matrix: " + e.getMessage());
      return switch (e.answer()) {
        case NO_PROCESS -> ExitCode.USAGE.code();
        case IMPOSSIBLE -> Answer.FAILS.code();
        case UNKNOWN -> Answer.UNKNOWN.code();
      };
    }
  }

  private int advise() {
    var desk =
        new AdviceDesk(
            Optional.ofNullable(criu),
            privilege(),
            WithOption.requireOptions(options),
            plans(),
            all);
    if (!isCommand()) {
      if (words.size() > 1) {
        throw new CommandException(
            ExitCode.USAGE, "give one target; a command comes after --: advise -- " + words.get(0));
      }
      var name = words.get(0).replaceFirst("^[a-z]+:", "");
      return advise(desk, Targets.onThisMachine().find(words.get(0)), name);
    }
    var wait = Duration.ofMillis(Math.round(after * 1000));
    try (var command = StartedCommand.start(words, Optional.ofNullable(output), wait)) {
      return advise(desk, command.target(), "");
    }
  }

  /** Whether {@code --} comes before the words. */
  private boolean isCommand() {
    var arguments = spec.commandLine().getParseResult().originalArgs();
    var first = arguments.indexOf(words.get(0));
    var separator = arguments.indexOf(SEPARATOR);
    return separator >= 0 && separator < arguments.size() - words.size() + 1 && separator <= first;
  }

  private int advise(AdviceDesk desk, Target target, String name) {
    if (watch == null) {
      return print(desk.advise(target, name));
    }
    return Watch.every(
        Duration.ofMillis(Math.round(watch * 1000)), () -> desk.advise(target, name), this::print);
  }

  private int print(AdviceDesk.Reply reply) {
    System.out.print(json ? reply.json() : reply.text());
    System.out.flush();
    // A tree of a job that does not work is worse than one that nothing is known about.
    return Collections.max(reply.answers()).code();
  }

  private String privilege() {
    return privilege != null
        ? privilege
        : "root".equals(System.getProperty("user.name")) ? "root" : "capabilities";
  }

  private Set<Plan> plans() {
    var known = EnumSet.noneOf(Plan.class);
    for (var word : plans) {
      known.add(
          Plan.find(word)
              .orElseThrow(
                  () ->
                      new CommandException(
                          ExitCode.USAGE,
                          "there is no plan '%s'; there are %s".formatted(word, Plan.names()))));
    }
    return known;
  }
}

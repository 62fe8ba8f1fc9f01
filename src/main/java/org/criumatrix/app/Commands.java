package org.criumatrix.app;

import org.criumatrix.junit.Settings;
import org.criumatrix.junit.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The commands of {@code ./criu-matrix}. */
@Command(
    name = "criu-matrix",
    description = {
      "Tests what CRIU can checkpoint and restore, and shows what changed.",
      "'criu-matrix COMMAND --help' describes a command."
    },
    scope = ScopeType.INHERIT,
    versionProvider = Commands.Version.class,
    subcommands = {
      RunCommand.class,
      QueryCommand.class,
      TableCommand.class,
      GridCommand.class,
      OptionsCommand.class,
      ProfilesCommand.class,
      AgreementCommand.class,
      CompareCommand.class,
      MergeCommand.class,
      HistoryCommand.class,
      UpdateCommand.class,
      FirstBadCommand.class,
      FirstGoodCommand.class,
      NightlyCommand.class,
      BundleCommand.class,
      DataCommand.class,
      VerifyBundleCommand.class,
      SubmitCommand.class,
      ReportCommand.class,
      SiteCommand.class,
      TryCommand.class,
      AdviseCommand.class,
      InventoryCommand.class,
      LearnCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:as expected; nothing got worse",
      "1:something differs, or got worse",
      "2:an option, a glob or a run cannot be used",
      "3:a line of matrix.csv cannot be used",
      "4:the machine lacks something",
      "5:there is no CRIU build",
      "6:something cannot be written",
      "7:the suite itself failed"
    })
final class Commands {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Shows this help.")
  @SuppressWarnings("unused") // picocli reads it.
  private boolean help;

  @Option(names = "--version", versionHelp = true, description = "Shows the version of the suite.")
  @SuppressWarnings("unused") // picocli reads it.
  private boolean version;

  /** Asks git for the commit only when somebody wants to know. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"criu-matrix " + SuiteVersion.version()};
    }
  }

  static CommandLine line() {
    var line = new CommandLine(new Commands());
    line.getSubcommands()
        .get("run")
        .getHelpSectionMap()
        .put(UsageMessageSpec.SECTION_KEY_FOOTER, help -> "\n" + Settings.help());
    // A query may begin with a dash.
    line.getSubcommands()
        .get("query")
        .setUnmatchedOptionsArePositionalParams(true)
        .setPosixClusteredShortOptionsAllowed(false);
    var usual = line.getParameterExceptionHandler();
    line.setParameterExceptionHandler(
        (mistake, arguments) ->
            mistake.getCommandLine().getCommandName().equals("try")
                ? TryCommand.explain(mistake, arguments)
                : usual.handleParseException(mistake, arguments));
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(Terminal.WIDTH)
        .setColorScheme(CommandLine.Help.defaultColorScheme(Terminal.ansi()))
        .setExecutionExceptionHandler(
            (problem, command, parsed) -> ErrorReporter.report(problem).code());
  }
}

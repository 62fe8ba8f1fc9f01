package org.criumatrix.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.criumatrix.query.Query;
import org.criumatrix.query.QueryCells;
import org.criumatrix.query.QueryException;
import org.criumatrix.query.RunCells;
import org.criumatrix.query.SavedQueries;
import org.criumatrix.query.Synonyms;
import org.criumatrix.record.Run;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds cells of runs. */
@Command(
    name = "query",
    description = {
      "Finds cells of runs by a query, such as 'works:4.2.1 fails:4.3'.",
      "A query has terms (FIELD:VALUE, FIELD>=VALUE, words), 'and', 'or', 'not', '-' and brackets. docs/queries.md"
          + " describes the language and lists the fields."
    },
    exitCodeList = {
      "0:cells match",
      "1:no cell matches",
      "2:the query, an option or a run cannot be used",
      "6:the query cannot be saved",
      "7:the suite itself failed"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  criu-matrix query target/matrix 'harm:lost criu:newest'",
      "  criu-matrix query old/run target/matrix 'works:previous fails:newest' --count-by=row,error",
      "  criu-matrix query target/matrix --view=needs-root",
      "  criu-matrix run -Dcells=\"$(./criu-matrix query target/matrix is:news --ids)\""
    })
final class QueryCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "RUN… QUERY",
      arity = "0..*",
      preprocessor = QueryWords.class,
      description = {
        "The runs, and last the query, in quotes for the shell.",
        "A run is a folder, its records.jsonl or a file of the history; of a folder that has runs, all are read."
            + " With --view the query can be left out; otherwise both have to match."
      })
  private List<String> words = new ArrayList<>();

  @Option(names = "--view", paramLabel = "NAME", description = "A saved query, see --views.")
  private String view;

  @Option(names = "--save", paramLabel = "NAME", description = "Save the query under a name.")
  private String save;

  @Option(names = "--views", description = "List the saved queries.")
  private boolean views;

  @Option(
      names = "--views-file",
      paramLabel = "FILE",
      description = "The file of saved queries; default: the suite's queries.toml.")
  private Path file = Checkout.folder().resolve(SavedQueries.FILE);

  @Mixin private QueryOutput output;

  @Option(
      names = "-Dmatrix.history",
      paramLabel = "FOLDER",
      description =
          "Also read the kept runs in this folder; on: in the usual one, see 'history --help'.")
  private String history;

  @Override
  public Integer call() {
    var saved = savedQueries();
    if (views) {
      saved.byName().forEach((name, query) -> System.out.println(name + " = " + query));
      return ExitCode.AS_EXPECTED.code();
    }
    output.check();
    var input = QueryInput.of(words, view != null, history == null && save == null);
    var query = query(text(input, saved));
    if (save != null) {
      save(saved, query.toString());
    }
    if (input.runs().isEmpty() && history == null) {
      return ExitCode.AS_EXPECTED.code();
    }
    var cells = new QueryCells(RunCells.of(runs(input.runs())));
    return answer(query, cells);
  }

  private List<Run> runs(List<Path> places) {
    var runs = new ArrayList<>(RunPlaces.read(places));
    if (history != null) {
      runs.addAll(Histories.runs(history));
    }
    return runs;
  }

  private int answer(Query query, QueryCells cells) {
    var found = query.in(cells);
    if (found.isEmpty()) {
      output.printNothing(query, cells);
      return ExitCode.DIFFERS.code();
    }
    output.print(query, found, cells.all().size());
    return ExitCode.AS_EXPECTED.code();
  }

  private SavedQueries savedQueries() {
    try {
      return SavedQueries.read(file);
    } catch (IOException e) {
      throw new CommandException(ExitCode.USAGE, e.getMessage(), e);
    }
  }

  private String text(QueryInput input, SavedQueries saved) {
    if (view == null) {
      return input.query();
    }
    try {
      var query = saved.query(view);
      return input.query().isBlank() ? query : "(%s) (%s)".formatted(query, input.query());
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, e.getMessage(), e);
    }
  }

  private static Query query(String text) {
    try {
      return Query.of(text, Synonyms.ofSuite());
    } catch (QueryException e) {
      throw new CommandException(ExitCode.USAGE, e.describe(text), e);
    }
  }

  private void save(SavedQueries saved, String query) {
    try {
      saved.add(save, query);
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandException(ExitCode.DISK, "%s cannot be written: %s".formatted(file, e), e);
    }
    System.err.printf("%s has %s now%n", file, save);
  }
}

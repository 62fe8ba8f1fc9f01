package org.criumatrix.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.criumatrix.dataset.DataJson;
import org.criumatrix.dataset.DataSet;
import org.criumatrix.query.SavedQueries;
import org.criumatrix.site.NotASite;
import org.criumatrix.site.Site;
import org.criumatrix.site.SiteOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the static site. */
@Command(
    name = "site",
    description = {
      "Writes the static site \"Can I checkpoint?\": a page for each situation, object, application, engine, option, cause,"
          + " kernel, CRIU release, case, trait, run and machine.",
      "It works from disk and from any web host; docs/site.md describes it. An older site in the folder is replaced as a whole."
    },
    exitCodeList = {
      "0:the site is written",
      "2:the data or an option cannot be used, or the folder has files of others",
      "6:the site cannot be written",
      "7:the suite itself failed"
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  criu-matrix data target/matrix --to target/data",
      "  criu-matrix site target/site --from target/data"
    })
final class SiteCommand implements Callable<Integer> {

  private static final double NANOS_PER_S = 1e9;

  @Parameters(index = "0", paramLabel = "OUT", description = "Folder of the site.")
  private Path out;

  @Option(
      names = "--from",
      paramLabel = "FOLDER",
      required = true,
      description = "Folder with data.json, which 'criu-matrix data' makes.")
  private Path from;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "Where the site will be, for links in the feed and for previews; default: links are relative.")
  private String url;

  @Override
  public Integer call() {
    var began = System.nanoTime();
    var options = options();
    var data = data();
    try {
      var written = Site.write(data, options, out);
      System.out.printf(
          "%s: %d pages, %d files, in %.1f s; open %s%n",
          out,
          written.pages(),
          written.files(),
          (System.nanoTime() - began) / NANOS_PER_S,
          out.resolve("index.html"));
    } catch (NotASite e) {
      throw new CommandException(ExitCode.USAGE, e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.DISK, "%s cannot be written: %s".formatted(out, e.getMessage()), e);
    }
    return ExitCode.AS_EXPECTED.code();
  }

  private SiteOptions options() {
    try {
      return SiteOptions.of(
          url, SavedQueries.read(Checkout.folder().resolve(SavedQueries.FILE)).byName());
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, "--url: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandException(ExitCode.USAGE, e.getMessage(), e);
    }
  }

  private DataSet data() {
    try {
      return DataJson.read(from);
    } catch (IOException e) {
      throw new CommandException(ExitCode.USAGE, e.getMessage(), e);
    }
  }
}

package org.criumatrix.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.criumatrix.record.RunInfo;
import org.zeroturnaround.exec.ProcessExecutor;

/**
 * Generates the Allure report: one file that opens from disk, with the Allure that Maven unpacks.
 */
public final class AllureSite {

  private static final int LIMIT_SECONDS = 300;

  private AllureSite() {}

  /**
   * Makes {@code site/allure-report/index.html} from {@code allure-results}, with the program that
   * is unpacked in {@code allure-commandline}. All three are below {@code target}.
   *
   * @param settings the folder {@code allure-config}, which is copied next to the results
   * @param history the folder with Allure's history, created if missing
   * @return the report
   * @throws IOException with what is missing, or with Allure's message
   */
  public static Path generate(Path target, Path settings, Path history, RunInfo run)
      throws IOException {
    return generate(target, target.resolve("allure-commandline"), settings, history, run);
  }

  static Path generate(Path target, Path unpacked, Path settings, Path history, RunInfo run)
      throws IOException {
    var results = target.resolve("allure-results");
    if (!Files.isDirectory(results)) {
      throw new IOException("there are no results in " + results);
    }
    copy(settings.resolve("categories.json"), results);
    AllureContext.write(results, run);
    AllureHistory.offer(history, results);
    var report = report(target);
    execute(program(unpacked), settings, results, report.getParent());
    AllurePage.pack(report, AllureHistory.keeper(history));
    return report;
  }

  /** Returns the report of the run whose matrix page is in {@code folder}. */
  static Path reportFor(Path folder) {
    return report(folder.toAbsolutePath().getParent());
  }

  private static Path report(Path target) {
    return target.resolve("site/allure-report/index.html");
  }

  private static void copy(Path file, Path folder) throws IOException {
    if (Files.exists(file)) {
      Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static Path program(Path unpacked) throws IOException {
    if (Files.isDirectory(unpacked)) {
      try (var versions = Files.newDirectoryStream(unpacked, "allure-*")) {
        for (var version : versions) {
          return version.toAbsolutePath();
        }
      }
    }
    throw new IOException("nothing is unpacked in " + unpacked + "; mvn -Pmatrix does that");
  }

  private static void execute(Path home, Path settings, Path results, Path site)
      throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command =
        List.of(
            java,
            // It runs for one or two seconds: the second compiler and a parallel collector would
            // not pay off.
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            home.resolve("lib") + "/*:" + home.resolve("lib/config"),
            "io.qameta.allure.CommandLine",
            "generate",
            "--single-file",
            "--clean",
            "--config",
            settings.resolve("allure.yml").toAbsolutePath().toString(),
            "--output",
            site.toString(),
            results.toString());
    try {
      var result =
          new ProcessExecutor(command)
              .environment("APP_HOME", home.toString())
              .environment("ALLURE_NO_ANALYTICS", "true")
              .readOutput(true)
              .destroyOnExit()
              .timeout(LIMIT_SECONDS, TimeUnit.SECONDS)
              .execute();
      if (result.getExitValue() != 0) {
        throw new IOException("Allure says: " + result.outputUTF8().strip());
      }
    } catch (TimeoutException e) {
      throw new IOException("Allure did not finish in " + LIMIT_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while Allure made its report", e);
    }
  }
}

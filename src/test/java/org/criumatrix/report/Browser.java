package org.criumatrix.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.zeroturnaround.exec.ProcessExecutor;

/** A real browser without a window, for tests of what a user would see. */
public record Browser(Path program, Path profile) {

  private static final List<String> NAMES =
      List.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome");

  private static final List<String> QUIET =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--enable-logging=stderr",
          // The page's virtual time: everything that it waits for has happened before it is
          // inspected.
          "--virtual-time-budget=3000",
          "--dump-dom");

  public static Optional<Path> installed() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
        .flatMap(folder -> NAMES.stream().map(Path.of(folder)::resolve))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Returns the page after its scripts have run; fails if they reported an error.
   *
   * @param options options of the browser
   */
  public String open(Path page, String fragment, String... options) throws Exception {
    var command = new ArrayList<>(List.of(program.toString()));
    command.addAll(QUIET);
    command.addAll(List.of(options));
    command.addAll(List.of("--user-data-dir=" + profile, page.toUri() + "#" + fragment));
    var errors = new java.io.ByteArrayOutputStream();
    var result =
        new ProcessExecutor(command)
            .redirectError(errors)
            .readOutput(true)
            .timeout(60, TimeUnit.SECONDS)
            .destroyOnExit()
            .execute();
    if (errors.toString("UTF-8").contains(":CONSOLE")) {
      throw new AssertionError("the page's scripts complain:\n" + errors.toString("UTF-8"));
    }
    return result.outputUTF8();
  }
}

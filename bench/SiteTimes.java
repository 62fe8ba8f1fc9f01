import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Opens the page of queries and the start page of a site in a headless Chromium, and prints how long each takes until its result is
 * there. A script that is added to copies of the pages takes the times.
 *
 * <p>bench/site runs it with {@code java bench/SiteTimes.java CHROMIUM SITE PROFILE}.
 */
final class SiteTimes {

  private static final long BOUND_S = 120;

  /** Waits for a text in an element, and keeps the milliseconds since the navigation began. */
  private static final String WATCH =
      """
      "use strict";
      const watched = document.getElementById("shown");
      new MutationObserver(() => {
        if (watched.textContent && !document.body.dataset.took) document.body.dataset.took = performance.now().toFixed(0);
      }).observe(watched, { childList: true, characterData: true, subtree: true });
      """;

  private static final Pattern TOOK = Pattern.compile("data-took=\"(\\d+)\".*?id=\"shown\"[^>]*>([^<]*)<", Pattern.DOTALL);

  public static void main(String[] args) throws IOException, InterruptedException {
    var site = Path.of(args[1]);
    Files.writeString(site.resolve("watch.js"), WATCH);
    try {
      time(args[0], site, args[2], "query.html", "q=verdict%3Afails%20criu%3Anewest");
      time(args[0], site, args[2], "index.html", "q=invented%20situation%20without%20root");
    } finally {
      Files.delete(site.resolve("watch.js"));
    }
  }

  private static void time(String chromium, Path site, String profile, String page, String fragment) throws IOException, InterruptedException {
    var copy = site.resolve("watched.html");
    var html = Files.readString(site.resolve(page));
    // Before the page's own scripts, which are deferred, too.
    Files.writeString(copy, html.replaceFirst("<script ", "<script defer=\"\" src=\"watch.js\"></script><script "));
    var out = Files.createTempFile("site-times", ".html");
    try {
      var process =
          new ProcessBuilder(
                  List.of(chromium, "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=" + profile, "--timeout=20000", "--dump-dom", copy.toUri() + "#" + fragment))
              .redirectOutput(out.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(BOUND_S, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new IOException(page + " did not open within " + BOUND_S + " s");
      }
      var took = TOOK.matcher(Files.readString(out));
      System.out.println(took.find() ? "%s: %s ms until it says \"%s\"".formatted(page, took.group(1), took.group(2)) : page + ": no result");
    } finally {
      Files.deleteIfExists(out);
      Files.deleteIfExists(copy);
    }
  }
}

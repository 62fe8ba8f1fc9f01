import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Opens a matrix page in a headless Chromium and acts on it as a person would. Prints the time
 * until the result is painted, and the processor time of the page's thread, which is more reliable
 * on a machine that has other work.
 *
 * <p>bench/page runs it with {@code java bench/PageTimes.java CHROMIUM PAGE ROUNDS FOLDER}. It
 * leaves the browser's profiles in the folder.
 */
final class PageTimes implements WebSocket.Listener {

  private static final long BOUND_S = 60;

  /**
   * @param painted from the action until its result is on the screen, ms
   * @param thread processor time of the page's own thread, ms
   */
  private record Took(double painted, double thread) {}

  /** Waits until the effect of an action is painted: requests a frame, and a message arrives when that frame is done. */
  private static final String TIMED =
      """
      (async () => {
        const began = performance.now();
        %s;
        await new Promise(done => requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = done;
          port2.postMessage(0);
        }));
        return performance.now() - began;
      })()""";

  /** From the click on the link until the page is complete and its first frame is painted. */
  private static final String OPENED =
      """
      new Promise(done => setTimeout(() => done(Math.max(performance.getEntriesByType("navigation")[0].loadEventEnd,
        performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0)), 500))""";

  private static final Map<String, String> ACTS = new LinkedHashMap<>();

  static {
    var filter = "document.querySelector('input[data-filter=criu][value=\"4.3\"]').click()";
    ACTS.put("grid: filter on", filter);
    ACTS.put("grid: filter off", filter);
    ACTS.put("grid: first letter of a search", type("s"));
    ACTS.put("grid: whole search", type("situation-42 root"));
    ACTS.put("grid: search emptied", type(""));
    ACTS.put("charts", view("charts"));
    ACTS.put("charts: filter on", filter);
    ACTS.put("charts: filter off", filter);
    ACTS.put("charts: other measure", "document.querySelector('[name=measure][value=images]').click()");
    ACTS.put("charts: only what is everywhere", "document.getElementById('same').click()");
    ACTS.put("heat map", view("heat"));
    ACTS.put("heat map: filter on", filter);
    ACTS.put("heat map: filter off", filter);
    ACTS.put("heat map: click on a cell", "document.querySelector('#heat button').click()");
    ACTS.put("reset", "document.getElementById('reset').click()");
  }

  private final BlockingQueue<String> answers = new ArrayBlockingQueue<>(16);
  private double thread;
  private final StringBuilder half = new StringBuilder();

  private static String type(String text) {
    return "{ const s = document.getElementById('search'); s.value = '%s'; s.dispatchEvent(new Event('input')); }".formatted(text);
  }

  private static String view(String name) {
    return "document.querySelector('[name=view][value=%s]').click()".formatted(name);
  }

  public static void main(String[] args) throws Exception {
    var page = Path.of(args[1]).toUri();
    var rounds = Integer.parseInt(args[2]);
    var took = new LinkedHashMap<String, List<Took>>();
    for (var round = 0; round < rounds; round++) {
      // Starts a fresh browser, in which nothing is compiled or cached yet, as when a person opens the page.
      for (var one : visit(args[0], page, Path.of(args[3])).entrySet()) {
        took.computeIfAbsent(one.getKey(), k -> new ArrayList<>()).add(one.getValue());
      }
    }
    System.out.printf("%s, %.1f MB, %d rounds%n", page.getPath(), Files.size(Path.of(args[1])) / 1e6, rounds);
    System.out.printf("%-34s %8s %8s %8s %12s%n", "median and worst, ms", "painted", "worst", "thread", "worst");
    took.forEach((act, all) -> {
      var painted = all.stream().mapToDouble(Took::painted).sorted().toArray();
      var thread = all.stream().mapToDouble(Took::thread).sorted().toArray();
      System.out.printf("%-34s %8.0f %8.0f %8.0f %12.0f%n", act, painted[rounds / 2], painted[rounds - 1], thread[rounds / 2], thread[rounds - 1]);
    });
  }

  private static Map<String, Took> visit(String chromium, URI page, Path folder) throws Exception {
    var profile = Files.createTempDirectory(Files.createDirectories(folder.toAbsolutePath()), "");
    var browser =
        new ProcessBuilder(chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--window-size=1400,900",
                "--disable-background-networking", "--remote-debugging-port=0", "--user-data-dir=" + profile, "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("log").toFile())
            .start();
    try {
      var session = new PageTimes();
      var socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(tab(profile), session).get(BOUND_S, TimeUnit.SECONDS);
      session.ask(socket, "Page.navigate", "\"url\":\"" + page + "\"");
      session.ask(socket, "Performance.enable", "\"timeDomain\":\"threadTicks\"");
      var took = new LinkedHashMap<String, Took>();
      took.put("open", session.took(socket, OPENED));
      for (var act : ACTS.entrySet()) {
        took.put(act.getKey(), session.took(socket, TIMED.formatted(act.getValue())));
      }
      return took;
    } finally {
      // Debian's command is a script that waits for the browser, which would outlive it.
      browser.descendants().forEach(ProcessHandle::destroy);
      browser.destroy();
      browser.waitFor(BOUND_S, TimeUnit.SECONDS);
    }
  }

  /** Chromium writes its port into its profile as soon as it listens. */
  private static URI tab(Path profile) throws Exception {
    var file = profile.resolve("DevToolsActivePort");
    for (var tries = 0; !Files.exists(file) || Files.size(file) == 0; tries++) {
      if (tries == BOUND_S * 10) {
        throw new IOException("Chromium does not listen: " + Files.readString(profile.resolve("log")));
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    var list = URI.create("http://127.0.0.1:%s/json/list".formatted(Files.readAllLines(file).get(0)));
    var tabs = HttpClient.newHttpClient().send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString()).body();
    return URI.create(find(tabs, "\"webSocketDebuggerUrl\": *\"([^\"]*/page/[^\"]*)\""));
  }

  private Took took(WebSocket socket, String script) throws Exception {
    var painted = evaluate(socket, script);
    var before = thread;
    thread = Double.parseDouble(find(ask(socket, "Performance.getMetrics", ""), "\"TaskDuration\",\"value\": *([0-9.]+)")) * 1e3;
    return new Took(painted, thread - before);
  }

  private double evaluate(WebSocket socket, String script) throws Exception {
    var text = script.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ");
    return Double.parseDouble(
        find(ask(socket, "Runtime.evaluate", "\"awaitPromise\":true,\"expression\":\"" + text + "\""), "\"value\": *([0-9.]+)"));
  }

  private String ask(WebSocket socket, String method, String params) throws Exception {
    socket.sendText("{\"id\":1,\"method\":\"%s\",\"params\":{%s}}".formatted(method, params), true).get(BOUND_S, TimeUnit.SECONDS);
    var answer = answers.poll(BOUND_S, TimeUnit.SECONDS);
    if (answer == null) {
      throw new IOException("no answer in %d s to %s %s".formatted(BOUND_S, method, params));
    }
    return answer;
  }

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
    half.append(part);
    if (last) {
      answers.add(half.toString());
      half.setLength(0);
    }
    socket.request(1);
    return null;
  }

  private static String find(String text, String pattern) throws IOException {
    var match = Pattern.compile(pattern).matcher(text);
    if (!match.find()) {
      throw new IOException("no " + pattern + " in " + text);
    }
    return match.group(1);
  }
}

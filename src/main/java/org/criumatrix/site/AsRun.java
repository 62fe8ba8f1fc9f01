package org.criumatrix.site;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.criumatrix.dataset.CriuCall;

/** The commands of a cell with words to fill in where it had its own paths and names. */
final class AsRun {

  private static final int MAX_LINE = 100;
  private static final String NEXT_LINE = " \\\n  ";

  /** Programs that enter or make the namespaces in which CRIU has to be called. */
  private static final Set<String> ENTERING = Set.of("nsenter", "unshare", "apptainer", "podman");

  /** Options of engines that say where the suite keeps what belongs to a cell. */
  private static final Pattern OWN =
      Pattern.compile(
          " (?:--host|--lxcpath|--work-path|--pid-file|--compress) \\S+| --bind \\S*/(?:cell|builds)\\b\\S*");

  /** What the words of a command become, in this order. */
  private static final Map<Pattern, String> NAMES = new LinkedHashMap<>();

  static {
    name("localhost/checkpoint:images\\d+", "localhost/checkpoint:1");
    name("\\S*/exported/\\S+?\\.tar\\b", "checkpoint.tar");
    name("/run/[^/\\s]+/cell/pins-of-[^/\\s]+/images\\d+/root(?=$|[\\s'])", "ROOT");
    name("/run/[^/\\s]+/cell/root-of-[^/\\s']+", "ROOT");
    name("/run/[^/\\s]+/cell/pins-of-[^/\\s]+/images\\d+/", "MOUNTS/");
    name("/run/[^/\\s]+/cell/bundle-[^/\\s']+", "BUNDLE");
    name("/run/[^/\\s]+/cell/sandbox-[^/\\s']+", "IMAGE");
    name("/run/[^/\\s]+/cell/images\\d+", "checkpoint");
    name("(?<= )images\\d+\\b", "checkpoint");
    name("\\b(?:USER|criu-matrix)-[a-z]+\\d*\\b", "CONTAINER");
    name("\\b[0-9a-f]{64}\\b", "CONTAINER");
    name("--target \\d+", "--target PID");
    name("pipe:\\[\\d+\\]", "pipe:[INODE]");
  }

  private static void name(String pattern, String name) {
    NAMES.put(Pattern.compile(pattern), name);
  }

  private AsRun() {}

  /** Returns commands of a cell that dump and restore, to fill in. */
  static List<String> lines(List<String> commands) {
    return commands.stream().map(AsRun::line).toList();
  }

  private static String line(String command) {
    return CriuCall.in(command).map(AsRun::call).orElseGet(() -> engine(command));
  }

  private static String engine(String command) {
    return named(OWN.matcher(command).replaceAll(""));
  }

  private static String call(CriuCall call) {
    var words = new ArrayList<String>();
    var before = engine(" " + String.join(" ", entering(call.before()))).strip();
    words.add((before.isEmpty() ? "" : before + " ") + "criu " + call.action());
    if (!call.action().equals("restore")) {
      words.add("--tree PID");
    }
    words.add("--images-dir checkpoint");
    if (call.arguments().contains("-d")) {
      words.add("--restore-detached");
    }
    call.options().stream()
        .sorted(Comparator.comparing(o -> o.get(0).equals("--external")))
        .forEach(
            o ->
                words.add(
                    o.size() == 1 ? o.get(0) : o.get(0) + " " + Quoted.word(named(o.get(1)))));
    var line = String.join(" ", words);
    return line.length() <= MAX_LINE ? line : String.join(NEXT_LINE, words);
  }

  private static List<String> entering(List<String> words) {
    for (var i = 0; i < words.size(); i++) {
      if (ENTERING.contains(words.get(i))) {
        return words.subList(i, words.size());
      }
    }
    return List.of();
  }

  private static String named(String text) {
    var named = text;
    for (var name : NAMES.entrySet()) {
      named = name.getKey().matcher(named).replaceAll(name.getValue());
    }
    return named;
  }
}

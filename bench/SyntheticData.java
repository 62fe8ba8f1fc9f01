import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Invents the data for bench/site: 40 runs, 20,000 cells, and things for 5,000 pages. bench/site runs it with {@code java
 * bench/SyntheticData.java FOLDER [PART]}; PART divides the number of cases, for a small site.
 */
final class SyntheticData {

  private static final List<String> ROWS =
      List.of("serial", "threads-forks", "open-files", "containers", "inside-container", "cpu-specific", "gpu", "network", "network-fs", "parallel",
          "batch", "performance", "objects", "applications", "operations");
  private static final List<String> KERNELS =
      List.of("5.10.0-32-amd64", "6.1.0-41-amd64", "6.6.87", "6.12.48+deb13-amd64", "6.16.3", "6.18.1");
  private static final List<String> CRIUS = List.of("3.17.1", "4.1.1", "4.2.1", "4.3");
  private static final List<String> PRIVILEGES = List.of("root", "capabilities", "setuid", "unprivileged");
  private static final List<String> ENGINES = List.of("docker", "docker@sid", "podman", "apptainer", "runc");
  private static final List<String> OPTIONS =
      List.of("--tcp-established", "--shell-job", "--file-locks", "--ext-unix-sk", "--link-remap", "--ghost-limit=8M", "--external=veth[eth0]:NAME@BRIDGE",
          "--network-lock=nftables", "--skip-in-flight", "--unprivileged");
  private static final List<String> HARMS = List.of("refused", "lost", "dies", "changed");
  private static final List<String> PHASES = List.of("dump", "restore", "alive", "answer");
  private static final int SITUATIONS = 200;
  private static final int OBJECTS = 1500;
  private static final int APPLICATIONS = 80;
  private static final int CASES = 2800;
  private static final int CAUSES = 150;
  private static final int TRAITS = 180;
  private static final int RUNS = 40;
  private static final int CELLS = 20_000;
  private static final int MACHINES = 6;

  /** Seeded, so that the data is the same every time. */
  private final Random chance = new Random(20_000);

  private final int part;
  private final List<String> runs = IntStream.range(0, RUNS).mapToObj(i -> "202611%02dT020000Z-%08x".formatted(1 + i * 29 / RUNS, 0x1a2b3c4d + i)).toList();
  private final List<String> cases = new ArrayList<>();
  private final Map<String, Integer> situationOf = new LinkedHashMap<>();
  private final Map<Integer, List<String>> casesOf = new TreeMap<>();
  private final Map<String, String> cells = new LinkedHashMap<>();
  private final Map<List<Object>, List<Cell>> contexts = new LinkedHashMap<>();
  private final Map<Integer, List<Cell>> byCause = new TreeMap<>();

  private record Cell(String id, String caseId, String criu, String privilege, String runtime, String host, String kernel, String verdict, int cause, String phase, String harm, List<String> options, String ended) {}

  private SyntheticData(int part) {
    this.part = part;
  }

  public static void main(String[] args) throws IOException {
    var folder = Files.createDirectories(Path.of(args[0]));
    var data = new SyntheticData(args.length > 1 ? Integer.parseInt(args[1]) : 1);
    Files.writeString(folder.resolve("data.json"), data.json());
  }

  private String json() {
    inventCases();
    inventCells();
    var data = new LinkedHashMap<String, Object>();
    data.put("format", "criu-matrix data");
    data.put("version", 1);
    data.put("made", "2026-11-30T18:00:00Z");
    data.put("suite", "invented");
    data.put("publication", map("title", "An invented evaluation", "arxiv", "0000.00000", "url", "https://example.org/"));
    data.put("machines", IntStream.range(0, MACHINES).mapToObj(this::machine).toList());
    data.put("runs", runs.stream().map(this::run).toList());
    data.put("builds", CRIUS.stream().map(b -> map("id", b, "programs", List.of(map("package_version", b + "-1", "origin", "invented", "sha256", "0", "git_id", null)), "tally", tally())).toList());
    data.put("kernels", KERNELS.stream().map(k -> map("id", k, "series", series(k), "machines", List.of(machineId(KERNELS.indexOf(k))), "tally", tally())).toList());
    data.put("rows", ROWS.stream().map(r -> map("id", r, "title", title(r), "tally", tally())).toList());
    data.put("situations", IntStream.range(0, SITUATIONS / part).mapToObj(this::situation).toList());
    data.put("cases", cases.stream().map(this::theCase).toList());
    data.put("causes", IntStream.range(0, CAUSES / part).mapToObj(this::cause).toList());
    data.put("objects", cases.stream().filter(c -> c.startsWith("objects/")).map(c -> map("id", c.substring(8), "about", "a value of invented object " + c.substring(15), "situation", "situation-" + situationOf.get(c), "cases", List.of(c), "values", List.of())).toList());
    data.put("applications", cases.stream().filter(c -> c.startsWith("applications/")).map(c -> map("id", c.substring(13), "about", "An invented program", "situation", "situation-" + situationOf.get(c), "cases", List.of(c))).toList());
    data.put("options", OPTIONS.stream().map(o -> o.replaceFirst("=.*", "")).distinct().sorted().map(o -> map("id", o, "cases", cases.subList(0, 3), "solves", List.of("cause-" + OPTIONS.size() % (CAUSES / part)), "tally", tally())).toList());
    data.put("traits", IntStream.range(0, TRAITS / part).mapToObj(i -> map("id", "trait-" + i, "meaning", "an invented property number " + i, "tally", tally())).toList());
    data.put("cells", List.copyOf(cells.values().stream().map(Raw::new).toList()));
    data.put("answers", contexts.entrySet().stream().map(e -> answer(e.getKey(), e.getValue())).toList());
    data.put("rates", List.of());
    data.put("changes", changes());
    data.put("trends", trends());
    return write(data);
  }

  private void inventCases() {
    for (var i = 0; i < (CASES + OBJECTS + APPLICATIONS) / part; i++) {
      var row = i < OBJECTS / part ? "objects" : i < (OBJECTS + APPLICATIONS) / part ? "applications" : ROWS.get(i % 12);
      var id = "%s/%s-%d".formatted(row, row.equals("objects") ? "object" : "case", i);
      var situation = Math.floorMod(row.hashCode() * 31 + i / 24, SITUATIONS / part);
      cases.add(id);
      situationOf.put(id, situation);
      casesOf.computeIfAbsent(situation, s -> new ArrayList<>()).add(id);
    }
  }

  private void inventCells() {
    for (var i = 0; cells.size() < CELLS / part; i++) {
      var name = cases.get(i % cases.size());
      var round = i / cases.size();
      var contained = name.startsWith("containers/");
      var kernel = KERNELS.get((KERNELS.size() - 1 + round) % KERNELS.size());
      var criu = CRIUS.get((CRIUS.size() - 1 + i % cases.size() + round) % CRIUS.size());
      var privilege = PRIVILEGES.get((round / 2 + i % 3) % PRIVILEGES.size());
      add(name, criu, privilege, contained ? ENGINES.get(i % ENGINES.size()) : "none", round % 3 == 0 ? "local" : "vm:" + series(kernel), kernel);
    }
  }

  private void add(String name, String criu, String privilege, String runtime, String host, String kernel) {
    var run = runs.get(chance.nextInt(RUNS));
    var id = "%s/%s[criu=%s,privilege=%s,runtime=%s,host=%s]".formatted(run, name, criu, privilege, runtime, host);
    if (cells.containsKey(id)) {
      return;
    }
    var works = chance.nextDouble() < .93 - .15 * PRIVILEGES.indexOf(privilege) - .08 * (CRIUS.size() - 1 - CRIUS.indexOf(criu));
    var unavailable = !works && chance.nextDouble() < .1;
    var verdict = works ? "works" : unavailable ? "unavailable" : "fails";
    var fails = verdict.equals("fails");
    // A few causes explain most failures.
    var cause = fails ? (int) Math.min(CAUSES / part - 1, Math.floor(Math.abs(chance.nextGaussian()) * CAUSES / part / 4)) : -1;
    var phase = fails ? PHASES.get(cause % PHASES.size()) : null;
    var harm = fails ? HARMS.get(cause % HARMS.size()) : null;
    var options = situationOf.get(name) % 3 == 0 ? List.of(OPTIONS.get(situationOf.get(name) % OPTIONS.size())) : List.<String>of();
    var ended = "%s-%s-%sT04:00:00Z".formatted(run.substring(0, 4), run.substring(4, 6), run.substring(6, 8));
    var dump = works ? Math.round(1000 * (20 + 10 * CRIUS.indexOf(criu)) * Math.exp(.3 * chance.nextGaussian())) / 1000.0 : null;
    cells.put(
        id,
        write(map("id", id, "run", run, "machine", machineId(KERNELS.indexOf(kernel)), "case", name, "criu", criu, "privilege", privilege, "runtime", runtime, "host", host,
            "kernel", kernel, "verdict", verdict, "phase", phase, "error", fails ? error(cause) : unavailable ? "there is no such device" : null, "error_id", null,
            "cause", fails ? "cause-" + cause : null, "harm", harm, "judgement", "as expected", "traits", List.of("trait-" + chance.nextInt(TRAITS / part), "trait-" + chance.nextInt(TRAITS / part)),
            "options", options, "commands", List.of("criu dump -D images -o dump.log -v4 -t 4711 " + String.join(" ", options), "criu restore -D images -o restore.log -v4 -d"),
            "attempts", 1, "worked", works ? 1 : 0, "dump_ms", dump, "frozen_ms", dump, "restore_ms", dump, "wall_ms", dump, "image_bytes", works ? 1_000_000 : null, "ended", ended,
            "program", null, "runs", List.of(run), "latest", true)));
    var cell = new Cell(id, name, criu, privilege, runtime, host, kernel, verdict, cause, phase, harm, options, ended);
    contexts.computeIfAbsent(List.of(situationOf.get(name), criu, kernel, privilege, runtime, "machine"), k -> new ArrayList<>()).add(cell);
    if (fails) {
      byCause.computeIfAbsent(cause, c -> new ArrayList<>()).add(cell);
    }
  }

  private static String error(int cause) {
    return "part-%d.c: Can't dump an invented thing of kind %s: Operation not permitted".formatted(cause % 17, Integer.toString(cause * 7919, 36));
  }

  private Map<String, Object> answer(List<Object> key, List<Cell> mine) {
    var tried = mine.stream().filter(c -> !c.verdict.equals("unavailable")).toList();
    var works = tried.stream().filter(c -> c.verdict.equals("works")).toList();
    var options = works.stream().flatMap(c -> c.options.stream()).distinct().toList();
    var verdict = tried.isEmpty() ? "cannot run here" : works.isEmpty() ? "no" : works.size() < tried.size() ? "partly" : options.isEmpty() ? "works" : "works with options";
    return map("situation", "situation-" + key.get(0), "criu", key.get(1), "kernel", key.get(2), "privilege", key.get(3), "runtime", key.get(4), "host", key.get(5), "verdict", verdict,
        "ways", tried.size(), "working", works.size(), "options", works.isEmpty() ? List.of() : options, "way", works.isEmpty() ? null : works.get(0).caseId,
        "causes", tried.stream().filter(c -> c.cause >= 0).map(c -> "cause-" + c.cause).distinct().toList(), "reason", tried.isEmpty() ? "there is no such device" : null,
        "cells", mine.stream().map(Cell::id).toList(), "latest", mine.stream().map(Cell::ended).max(String::compareTo).orElseThrow(), "machines", List.of(machineId(KERNELS.indexOf((String) key.get(2)))), "otherwise", List.of());
  }

  private Map<String, Object> cause(int number) {
    var mine = byCause.getOrDefault(number, List.of());
    return map("id", "cause-" + number, "why", number % 10 == 9 ? null : "CRIU does not know an invented thing of kind %d; the kernel has it since Linux 5.%d".formatted(number, number % 19),
        "errors", List.of(error(number)), "phases", List.of(PHASES.get(number % 4)), "harms", List.of(HARMS.get(number % 4)),
        "issue", number % 3 == 0 ? "https://github.com/checkpoint-restore/criu/issues/" + (1000 + number) : null, "fixed", number % 5 == 0 ? "4.3" : null,
        "remedies", number % 2 == 0 ? List.of(OPTIONS.get(number % OPTIONS.size()) + " (network/case-1)") : List.of(), "traits", List.of("trait-" + number % (TRAITS / part)),
        "cases", mine.stream().map(Cell::caseId).distinct().sorted().toList(), "builds", distinct(mine.stream().map(Cell::criu).toList()), "kernels", distinct(mine.stream().map(Cell::kernel).toList()),
        "works_with", number % 5 == 0 ? List.of("4.3") : List.of(), "cells", mine.size(), "first_seen", mine.isEmpty() ? null : "2026-11-01T04:00:00Z", "last_seen", mine.isEmpty() ? null : "2026-11-29T04:00:00Z",
        "status", List.of("fixed", "open", "open", "open", "fixed upstream").get(number % 5), "patterns", List.of("*invented thing of kind*"));
  }

  private static List<String> distinct(List<String> values) {
    return List.copyOf(new TreeSet<>(values).descendingSet());
  }

  private Map<String, Object> machine(int i) {
    return map("id", machineId(i), "kind", i == 0 ? "machine" : "virtual machine", "architecture", "x86_64", "distribution", "Debian GNU/Linux %d (%s)".formatted(12 + i % 2, i % 2 == 0 ? "bookworm" : "trixie"),
        "processor", "Invented CPU " + i, "root_lacks", i == 1 ? List.of("cap_sys_resource") : List.of(), "facts", Map.of("processors", "2", "memory", "24684092 kB"), "runs", runs);
  }

  private static String machineId(int i) {
    return "%08x".formatted(0xb7eb4342 + i);
  }

  private Map<String, Object> run(String id) {
    var started = "%s-%s-%sT02:00:00Z".formatted(id.substring(0, 4), id.substring(4, 6), id.substring(6, 8));
    var machines = new TreeMap<String, Object>();
    machines.put("local", machineId(0));
    return map("id", id, "started", started, "ended", started.replace("T02", "T04"), "suite", "invented", "submitted_by", null, "machines", machines,
        "builds", runs.indexOf(id) < RUNS / 2 ? CRIUS.subList(0, 3) : CRIUS, "kernels", KERNELS, "selection", Map.of("cells", "*"), "planned", CELLS / RUNS / part, "cells", CELLS / RUNS / part);
  }

  private Map<String, Object> situation(int i) {
    var mine = casesOf.getOrDefault(i, List.of());
    return map("id", "situation-" + i, "title", "Invented situation number " + i, "about", "A program that does the invented thing number %d while it is checkpointed.".formatted(i),
        "row", mine.isEmpty() ? ROWS.get(i % ROWS.size()) : mine.get(0).replaceFirst("/.*", ""), "words", List.of("word-" + i, "synonym-" + i % 7), "cases", mine);
  }

  private Map<String, Object> theCase(String id) {
    var role = Math.floorMod(id.hashCode(), 10);
    return map("id", id, "row", id.replaceFirst("/.*", ""), "about", "A program that does what the invented case %s says.".formatted(id), "situation", "situation-" + situationOf.get(id), "role", role == 0 ? "plain" : role == 1 ? "misuse" : "way");
  }

  private List<Object> changes() {
    var all = new ArrayList<Object>();
    var list = List.copyOf(contexts.values());
    for (var i = 0; i < 2000 / part; i++) {
      var cell = list.get(i % list.size()).get(0);
      var direction = List.of("better", "worse", "other").get(i % 3);
      var along = List.of("criu", "kernel", "run").get(i / 3 % 3);
      all.add(map("along", along, "case", cell.caseId, "privilege", cell.privilege, "runtime", cell.runtime, "host", "machine", "criu", along.equals("criu") ? null : cell.criu, "kernel", along.equals("kernel") ? null : cell.kernel, "machine", machineId(0),
          "from", switch (along) { case "criu" -> "4.2.1"; case "kernel" -> KERNELS.get(i % 5); default -> runs.get(i % (RUNS - 1)); }, "to", switch (along) { case "criu" -> "4.3"; case "kernel" -> KERNELS.get(i % 5 + 1); default -> runs.get(i % (RUNS - 1) + 1); },
          "before", direction.equals("worse") ? "works" : "fails", "after", direction.equals("better") ? "works" : "fails", "phase_before", direction.equals("worse") ? null : "dump", "phase_after", direction.equals("better") ? null : "restore",
          "direction", direction, "cause", direction.equals("better") ? null : "cause-1", "cells", List.of(cell.id, cell.id)));
    }
    return all;
  }

  private List<Object> trends() {
    var all = new ArrayList<Object>();
    IntStream.range(0, SITUATIONS / part).forEach(i -> all.add(trend("situation", "situation-" + i, 10)));
    ROWS.forEach(r -> all.add(trend("row", r, 120)));
    CRIUS.forEach(b -> all.add(trend("build", b, 1000)));
    return all;
  }

  private Map<String, Object> trend(String kind, String id, int of) {
    var points = new ArrayList<Object>();
    for (var run : runs) {
      for (var k = 4; k < 6; k++) {
        for (var criu : kind.equals("build") ? List.of(id) : CRIUS.subList(2, 4)) {
          points.add(map("run", run, "date", "%s-%s-%sT02:00:00Z".formatted(run.substring(0, 4), run.substring(4, 6), run.substring(6, 8)), "criu", criu, "kernel", KERNELS.get(k),
              "works", (int) (of * Math.min(1, .55 + .1 * CRIUS.indexOf(criu) + .03 * k + .04 * chance.nextGaussian())), "of", of));
        }
      }
    }
    return map("kind", kind, "id", id, "points", points);
  }

  private Map<String, Object> tally() {
    return map("works", chance.nextInt(5000), "refuses", 10, "fails", chance.nextInt(900), "unavailable", 50, "broken", 0);
  }

  private static String series(String kernel) {
    return kernel.replaceFirst("^(\\d+\\.\\d+).*", "$1");
  }

  private static String title(String row) {
    return row.substring(0, 1).toUpperCase(Locale.ROOT) + row.substring(1).replace('-', ' ');
  }

  private static Map<String, Object> map(Object... pairs) {
    var map = new LinkedHashMap<String, Object>();
    for (var i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }

  /** JSON that is written already. */
  private record Raw(String json) {}

  private static String write(Object value) {
    if (value instanceof Raw raw) {
      return raw.json;
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream().map(e -> write(e.getKey()) + ":" + write(e.getValue())).collect(Collectors.joining(",", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(SyntheticData::write).collect(Collectors.joining(",", "[", "]"));
    }
    return value instanceof String text ? '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"' : String.valueOf(value);
  }
}

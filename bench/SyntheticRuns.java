import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.criumatrix.matrix.Expectation;
import org.criumatrix.matrix.MatrixFile;
import org.criumatrix.situation.Situations;

/**
 * Invents a history for bench/data: nightly runs on five kernels, one after the other, with lines as long as real ones.
 * Three of four failures have a cause of matrix.csv. bench/data runs it with {@code java bench/SyntheticRuns.java FOLDER RUNS CELLS}.
 */
final class SyntheticRuns {

  private static final List<String> KERNELS =
      List.of("5.10.0-32-amd64", "6.1.0-41-cloud-amd64", "6.12.48+deb13-cloud-amd64", "6.17.8", "6.18.1");
  private static final List<String> CRIUS = List.of("3.17.1", "4.1.1", "4.2.1", "4.3");
  private static final List<String> PRIVILEGES = List.of("root", "sudo", "setuid", "capabilities", "unprivileged");
  private static final List<String> ERRORS =
      List.of("sk-unix.c: unix: External socket is used. Consider using --ext-unix-sk option.", "files-reg.c: Can't dump ghost file /tmp/a%d of %d size, increase limit",
          "sk-inet.c: inet: Connected TCP socket, consider using --tcp-established option.", "invented.c: an error that matrix.csv does not know, of process %d at %d");

  /** One cell in so many has another result than the night before. */
  private static final double UNSTEADY = .003;

  /** Seeded, so that the runs are the same every time. */
  private static final Random CHANCE = new Random(26);

  private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)}");

  /** Cases of all situations. */
  private static final List<String> CASES =
      Situations.read().all().stream().flatMap(s -> Stream.of(Situations.read().cells(s.id()).split(" "))).filter(g -> !g.isEmpty() && !g.startsWith("!")).flatMap(SyntheticRuns::names).distinct().toList();

  /** In the order of the errors; null for one without. */
  private static List<String> causes;

  public static void main(String[] args) throws IOException {
    var lines = MatrixFile.read(Path.of("matrix.csv")).expectations().stream().filter(Expectation::fails).toList();
    causes = ERRORS.stream().map(error -> lines.stream().filter(l -> l.error().length() > 8 && error.contains(l.error())).map(Expectation::why).findFirst().map(SyntheticRuns::quoted).orElse(null)).collect(Collectors.toList());
    var folder = Files.createDirectories(Path.of(args[0]));
    var runs = Integer.parseInt(args[1]);
    var cells = Integer.parseInt(args[2]);
    for (var run = 0; run < runs; run++) {
      var started = Instant.parse("2026-09-01T01:00:00Z").plus(run, ChronoUnit.DAYS);
      try (var out = new PrintWriter(Files.newBufferedWriter(folder.resolve("night-%02d.jsonl".formatted(run))))) {
        out.print(header(started, KERNELS.get(run % KERNELS.size()), cells) + "\n");
        for (var cell = 0; cell < cells; cell++) {
          out.print(record(cell, started, KERNELS.get(run % KERNELS.size())) + "\n");
        }
      }
    }
  }

  /** Returns names that a glob matches. */
  private static Stream<String> names(String glob) {
    var braces = BRACES.matcher(glob);
    return braces.find() ? Stream.of(braces.group(1).split(",", -1)).flatMap(choice -> names(glob.substring(0, braces.start()) + choice + glob.substring(braces.end()))) : Stream.of(glob.replace("*", "any"));
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private static String header(Instant started, String kernel, int cells) {
    var builds =
        CRIUS.stream()
            .map(v -> "{\"version\":\"%1$s\",\"origin\":\"invented\",\"packageVersion\":\"%1$s-1\",\"sha256\":\"%2$064x\",\"gitId\":\"\"}".formatted(v, v.hashCode() & 0xff))
            .collect(Collectors.joining(","));
    return """
        {"run":{"suite":"invented","started":"%s","ended":"%s","options":{},"hosts":{"local":{"kernel":"%s","machine":"x86_64",\
        "distribution":"Debian GNU/Linux 13 (trixie)","processor":"Invented","root":"true","capabilities":"000001ffffffffff"}},\
        "criuBuilds":[%s],"notes":[],"cellsPlanned":%d,"cellsRecorded":%6$d,"expectations":"0"}}"""
        .formatted(started, started.plus(5, ChronoUnit.HOURS), kernel, builds, cells, cells);
  }

  private static String record(int cell, Instant started, String kernel) {
    var criu = CRIUS.get(cell % CRIUS.size());
    var privilege = PRIVILEGES.get(cell / CRIUS.size() % PRIVILEGES.size());
    var number = cell / CRIUS.size() / PRIVILEGES.size();
    var name = CASES.get(number % CASES.size());
    var row = name.substring(0, name.indexOf('/'));
    var lasting = new Random(cell * 31L + kernel.hashCode());
    var works = lasting.nextDouble() < .8 - .1 * PRIVILEGES.indexOf(privilege) != CHANCE.nextDouble() < UNSTEADY;
    var pid = 100 + CHANCE.nextInt(30_000);
    var kind = lasting.nextInt(ERRORS.size());
    var error = ERRORS.get(kind).formatted(pid, CHANCE.nextInt(1 << 30));
    var dump = 20 * Math.exp(.3 * CHANCE.nextGaussian());
    var id = "%s[criu=%s,privilege=%s,runtime=none,host=local]".formatted(name, criu, privilege);
    var call = "'/var/cache/criu-matrix/builds/%s-1/criu'".formatted(criu);
    return String.format(
        Locale.ROOT,
        """
        {"cell":"%s","row":"%s","case":"%s","criu":"%s","privilege":"%s","runtime":"none","host":"local","kernel":"%s","verdict":"%s",\
        "phase":%s,"error":%s,"expected":"works","judgement":"%s","dump_ms":%.3f,"frozen_ms":%.3f,"restore_ms":%.3f,"wall_ms":%.3f,\
        "image_bytes":%d,"evidence":"evidence/%s/criu=%s,privilege=%s,runtime=none,host=local","why":%s,"hint":null,"checks":{},\
        "commands":[{"line":"%s dump -D /run/criu-matrix/cell/images0 -o dump.log -v4 -t %d","exit":0,"ms":%.3f},\
        {"line":"%s restore -D /run/criu-matrix/cell/images0 -o restore.log -v4 -d","exit":0,"ms":%.3f}],\
        "criu_stats":{"forking_time":4,"freezing_time":%d,"frozen_time":%d,"irmap_resolve":0,"memdump_time":129767,"memwrite_time":98691,\
        "page_pipe_bufs":8,"page_pipes":8,"pages_compared":0,"pages_lazy":0,"pages_restored":29197,"pages_scanned":29402,"pages_skipped_cow":0,\
        "pages_skipped_parent":0,"pages_written":29197,"restore_time":283962,"shpages_scanned":0,"shpages_skipped_parent":0,"shpages_written":0},\
        "kernel_log":[],"ended":"%s","attempt":1,"steps_lost":null,"phases_ms":{"prepare":4.533,"start":1497.786,"evidence":220.434,"dump":%.3f,\
        "gone":4.078,"restore":308.922,"alive":3.774,"progress":101.313,"answer":2264.277,"clean":58.563},"error_id":null,"harm":%s,\
        "traits":["append-file","caller-cannot-limit","guarded-memory:2M","overlay-file","shared-memory:%dM","threads"],"options":[%s],\
        "prediction":{"verdict":"works","failures":[]},"remedy":null,"issue":null,"fixed":null,"about":"An invented case, number %d.","values":null}""",
        id, row, name, criu, privilege, kernel, works ? "works" : "fails", works ? "null" : "\"dump\"", works ? "null" : "\"" + error + "\"",
        works ? "as expected" : "regression", dump, dump * .6, dump * 1.4, dump * 4, (long) (dump * 200_000), name, criu, privilege, works ? "null" : Objects.requireNonNullElse(causes.get(kind), "null"), call, pid, dump, call,
        dump * 1.4, (long) (dump * 100), (long) (dump * 600), started.plus(cell, ChronoUnit.SECONDS), dump, works ? "\"none\"" : "\"refused\"",
        1 + CHANCE.nextInt(200), number % 3 == 0 ? "\"--tcp-established\"" : "", number);
  }
}

package org.criumatrix.criu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.matrix.CsvData;
import org.criumatrix.matrix.DocumentedOption;

/**
 * Reads which options a CRIU build has: from the program itself, which also names options that
 * nothing documents, from its help, its manual page and the definition of its requests.
 */
public final class OptionManual {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Pattern NAME = Pattern.compile("'(--[a-z][a-z-]+)'");
  private static final Pattern HEAD =
      Pattern.compile("^\\s+(?:(-\\w)\\S*\\|)?(--[a-z][a-z-]+)(.*)$");

  /** In the source of a manual page, where a dash is escaped and fonts are switched. */
  private static final Pattern IN_PAGE =
      Pattern.compile("(?m)^(?:\\\\f.)?(?:-\\w(?:\\\\f.)?, (?:\\\\f.)?)?(--[a-z][a-z-]+)");

  private static final Pattern FIELD =
      Pattern.compile("(?m)^\\s+(?:optional|required|repeated)\\s+\\S+\\s+(\\w+)\\s*=");

  private final Map<String, Draft> drafts = new TreeMap<>();

  private static final class Draft {
    private String letter = "";
    private List<String> values = List.of();
    private final TreeSet<String> sources = new TreeSet<>();
  }

  private OptionManual() {}

  /** Returns all options of a build, in the order of their names. */
  public static List<DocumentedOption> of(CriuBuild build) {
    var manual = new OptionManual();
    manual.answers(build.program());
    manual.help(said(build.program(), "--help"));
    manual.page(build.folder().resolve("package/usr/share/man/man8/criu.8.gz"));
    manual.requests(build.folder().resolve("proto/rpc.proto"));
    return manual.options();
  }

  /** Reads options from texts; each may be empty. */
  static List<DocumentedOption> of(String answers, String help, String page, String requests) {
    var manual = new OptionManual();
    manual.named(answers);
    manual.help(help);
    manual.pageText(page);
    manual.requestText(requests);
    return manual.options();
  }

  private List<DocumentedOption> options() {
    // getopt has a negation of each flag, and what is an option without it is one.
    drafts.keySet().removeIf(n -> n.startsWith("--no-") && drafts.containsKey(positive(n)));
    // A page can misspell an option, and the program knows better.
    var asked = drafts.values().stream().anyMatch(d -> d.sources.contains("program"));
    drafts.values().removeIf(d -> asked && d.sources.equals(new TreeSet<>(List.of("man"))));
    return drafts.entrySet().stream()
        .map(
            e ->
                new DocumentedOption(
                    e.getKey(), e.getValue().letter, e.getValue().values, e.getValue().sources))
        .toList();
  }

  private static String positive(String negation) {
    return "--" + negation.substring("--no-".length());
  }

  private Draft add(String name, String source) {
    var draft = drafts.computeIfAbsent(name, n -> new Draft());
    draft.sources.add(source);
    return draft;
  }

  /** Asks for each letter: the program refuses an ambiguous option with all that it could be. */
  private void answers(Path program) {
    IntStream.rangeClosed('a', 'z')
        .mapToObj(letter -> said(program, "--" + (char) letter))
        .forEach(this::named);
  }

  private void named(String answer) {
    answer
        .lines()
        .filter(l -> l.contains("ambiguous") || l.contains("requires an argument"))
        .flatMap(l -> NAME.matcher(l).results())
        .map(m -> m.group(1))
        .filter(n -> n.length() > "--x".length())
        .forEach(n -> add(n, "program"));
  }

  private void help(String text) {
    Draft draft = null;
    var about = new StringBuilder();
    for (var line : (Iterable<String>) Stream.concat(text.lines(), Stream.of("end"))::iterator) {
      var head = HEAD.matcher(line);
      if (head.matches() || !line.isBlank() && !Character.isWhitespace(line.charAt(0))) {
        finish(draft, about.toString());
        draft = null;
        about.setLength(0);
      }
      if (head.matches()) {
        draft = add(head.group(2), "help");
        draft.letter = head.group(1) == null ? draft.letter : head.group(1);
        about.append(head.group(3));
      } else if (draft != null) {
        about.append('\n').append(line);
      }
    }
  }

  private static void finish(Draft draft, String about) {
    if (draft != null && draft.values.isEmpty()) {
      draft.values = OptionValues.in(about);
    }
  }

  private void page(Path file) {
    if (!Files.exists(file)) {
      return;
    }
    try (var in = new GZIPInputStream(Files.newInputStream(file))) {
      pageText(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  private void pageText(String text) {
    IN_PAGE.matcher(text.replace("\\-", "-")).results().forEach(m -> add(m.group(1), "man"));
  }

  private void requests(Path file) {
    if (!Files.exists(file)) {
      return;
    }
    try {
      requestText(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  /** Reads the fields of the message with the options; a field is called like its option. */
  private void requestText(String text) {
    var from = text.indexOf("message criu_opts");
    if (from < 0) {
      return;
    }
    var others = new TreeMap<String, String>();
    CsvData.read("/org/criumatrix/criu/rpc-fields.csv")
        .forEach(l -> others.put(l.get("field"), l.get("option")));
    var fields = new ArrayList<String>();
    FIELD
        .matcher(text.substring(from, text.indexOf("\n}", from)))
        .results()
        .forEach(m -> fields.add(m.group(1)));
    for (var field : fields) {
      var option = others.getOrDefault(field, "--" + field.replace('_', '-'));
      add(drafts.containsKey(option) ? option : DocumentedOption.FIELD + field, "rpc");
    }
  }

  private static String said(Path program, String option) {
    var result = LocalCommand.run(LIMIT, Map.of(), List.of(program.toString(), option));
    return result.stdout() + result.stderr();
  }
}

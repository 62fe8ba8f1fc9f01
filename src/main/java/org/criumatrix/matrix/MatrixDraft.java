package org.criumatrix.matrix;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.criumatrix.files.AtomicFile;

/**
 * Edits {@code matrix.csv} line by line. Unchanged lines keep every character. A file that gets new
 * lines also gets the columns that its header lacks.
 */
public final class MatrixDraft {

  /** A byte order mark, which stays in place. */
  private static final String BOM = "\ufeff";

  /** The number of unchanged lines around each change in a diff. */
  private static final int CONTEXT = 3;

  private final Path file;
  private final List<String> lines;
  private final int header;
  private final String wholeHeader;
  private final List<Integer> columns;
  private final Map<Integer, List<String>> added = new LinkedHashMap<>();
  private final TreeSet<Integer> removed = new TreeSet<>();

  private MatrixDraft(Path file, List<String> lines) {
    this.file = file;
    this.lines = lines;
    this.header = header(lines);
    this.wholeHeader = whole(lines.get(header));
    this.columns = columns(withoutMark(wholeHeader));
  }

  /**
   * @param file a file that {@link MatrixFile} can read
   */
  public static MatrixDraft of(Path file) throws IOException {
    return of(file, Files.readString(file));
  }

  static MatrixDraft of(Path file, String text) {
    var lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    if (text.endsWith("\n")) {
      lines.remove(lines.size() - 1);
    }
    return new MatrixDraft(file, lines);
  }

  private static int header(List<String> lines) {
    for (var i = 0; i < lines.size(); i++) {
      var line = withoutMark(lines.get(i));
      if (!line.isBlank() && !line.startsWith("#")) {
        return i;
      }
    }
    throw new IllegalArgumentException("it has no header");
  }

  private static String withoutMark(String line) {
    return line.startsWith(BOM) ? line.substring(BOM.length()) : line;
  }

  /** Returns the header with the columns that older files lack. */
  private static String whole(String header) {
    var names = Arrays.stream(withoutMark(header).split(",")).map(String::strip).toList();
    var all = MatrixCsv.ALL_COLUMNS;
    return names.size() < all.size() && names.equals(all.subList(0, names.size()))
        ? header.stripTrailing() + ", " + String.join(", ", all.subList(names.size(), all.size()))
        : header;
  }

  /** Returns the positions of the header's columns, with which new lines are aligned. */
  private static List<Integer> columns(String header) {
    var columns = new ArrayList<>(List.of(0));
    for (var comma = header.indexOf(','); comma >= 0; comma = header.indexOf(',', comma + 1)) {
      var column = comma + 1;
      while (column < header.length() && header.charAt(column) == ' ') {
        column++;
      }
      columns.add(column);
    }
    return List.copyOf(columns);
  }

  /**
   * Returns the number of the last line that begins with one of these texts; 0 if there is none.
   */
  public int lastBeginning(String... beginnings) {
    for (var i = lines.size(); i > 0; i--) {
      if (Arrays.stream(beginnings).anyMatch(lines.get(i - 1)::startsWith)) {
        return i;
      }
    }
    return 0;
  }

  /** Returns the number of the last line. */
  public int last() {
    return lines.size();
  }

  /**
   * Adds a line below an existing one. Several lines below the same one keep the order of the
   * calls.
   */
  public void addBelow(int line, List<String> fields) {
    added.computeIfAbsent(line, l -> new ArrayList<>()).add(aligned(fields));
  }

  public void remove(int line) {
    removed.add(line);
  }

  public boolean isChanged() {
    return !added.isEmpty() || !removed.isEmpty();
  }

  private String aligned(List<String> fields) {
    var line = new StringBuilder();
    for (var i = 0; i < fields.size(); i++) {
      var missing = columns.get(i) - line.length();
      line.append(" ".repeat(i == 0 ? 0 : Math.max(1, missing)));
      line.append(quoted(fields.get(i))).append(i < fields.size() - 1 ? "," : "");
    }
    return line.toString().stripTrailing();
  }

  private static String quoted(String field) {
    var plain = !field.contains(",") && !field.contains("\"") && !field.matches("[!#].*");
    return plain ? field : "\"" + field.replace("\"", "\"\"") + "\"";
  }

  /** Returns the text of the changed file with one more line below an existing one. */
  public String textWith(int line, List<String> fields) {
    var more = new LinkedHashMap<>(added);
    more.merge(line, List.of(aligned(fields)), MatrixDraft::joined);
    return text(more);
  }

  private static List<String> joined(List<String> some, List<String> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  /** Returns the text of the changed file. */
  public String text() {
    return text(added);
  }

  private String text(Map<Integer, List<String>> additions) {
    return String.join("\n", changed(additions)) + "\n";
  }

  private List<String> changed(Map<Integer, List<String>> additions) {
    var text = new ArrayList<String>();
    for (var i = 0; i <= lines.size(); i++) {
      if (i > 0 && !removed.contains(i)) {
        text.add(i - 1 == header && !additions.isEmpty() ? wholeHeader : lines.get(i - 1));
      }
      text.addAll(additions.getOrDefault(i, List.of()));
    }
    return text;
  }

  /** Returns the change in the format of {@code diff -u}, which {@code patch} reads. */
  public String diff() {
    var name = file.toString();
    var patch = DiffUtils.diff(lines, changed(added));
    return UnifiedDiffUtils.generateUnifiedDiff(name, name, lines, patch, CONTEXT).stream()
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  /** Replaces the file atomically. */
  public void write() throws IOException {
    // Replace the target of a link and not the link.
    var real = file.toRealPath();
    var draft = AtomicFile.draft(real);
    Files.copy(
        real, draft, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(draft, text());
    AtomicFile.publish(draft, real);
  }
}

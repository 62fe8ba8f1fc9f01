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
import org.criumatrix.files.AtomicFile;

/** Edits {@code matrix.csv} line by line. Unchanged lines keep every character. */
public final class MatrixDraft {

  /** A byte order mark, which stays in place. */
  private static final String BOM = "\ufeff";

  /** The number of unchanged lines around each change in a diff. */
  private static final int CONTEXT = 3;

  private final Path file;
  private final List<String> lines;
  private final List<Integer> columns;
  private final Map<Integer, List<String>> added = new LinkedHashMap<>();
  private final TreeSet<Integer> removed = new TreeSet<>();

  private MatrixDraft(Path file, List<String> lines) {
    this.file = file;
    this.lines = lines;
    this.columns = columns(lines);
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

  /** Returns the positions of the header's columns, with which new lines are aligned. */
  private static List<Integer> columns(List<String> lines) {
    var header =
        lines.stream()
            .map(l -> l.startsWith(BOM) ? l.substring(BOM.length()) : l)
            .filter(l -> !l.isBlank() && !l.startsWith("#"))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("it has no header"));
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

  /** Returns the text of the changed file with one more line at its end. */
  public String textWith(List<String> fields) {
    return text() + aligned(fields) + "\n";
  }

  /** Returns the text of the changed file. */
  public String text() {
    return String.join("\n", changed()) + "\n";
  }

  private List<String> changed() {
    var text = new ArrayList<String>();
    for (var i = 0; i <= lines.size(); i++) {
      if (i > 0 && !removed.contains(i)) {
        text.add(lines.get(i - 1));
      }
      text.addAll(added.getOrDefault(i, List.of()));
    }
    return text;
  }

  /** Returns the change in the format of {@code diff -u}, which {@code patch} reads. */
  public String diff() {
    var name = file.toString();
    var patch = DiffUtils.diff(lines, changed());
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

package org.criumatrix.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes the published table as text. Builds that do not fit next to each other continue in further
 * blocks.
 */
final class TextTable {

  private static final Map<String, String> SHORT =
      Map.of("capabilities", "caps", "unprivileged", "unpriv");

  private static final int MAX_HEAD_WIDTH = 8;

  /** Columns that stay together: those of the publication, or those of one CRIU build. */
  private record Group(String title, List<TextColumn> columns) {

    int width() {
      var own = columns.stream().mapToInt(c -> c.width() + 1).sum() - 1;
      return Math.max(own, title.length());
    }
  }

  private final List<TableRow> rows;
  private final Marks marks;
  private final Paint paint;
  private final int nameWidth;
  private final List<List<Group>> blocks;

  TextTable(Overview overview, Marks marks, Paint paint, int width) {
    this.rows = overview.tableRows().stream().filter(overview::has).toList();
    this.marks = marks;
    this.paint = paint;
    this.nameWidth = rows.stream().mapToInt(r -> r.title().length()).max().orElse(0);
    var wordy = blocks(overview, " of ", width);
    var terse = blocks(overview, "/", width);
    this.blocks = terse.size() < wordy.size() ? terse : wordy;
  }

  List<String> lines() {
    var lines = new ArrayList<String>();
    for (var block : blocks) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      lines.add(line("", block, g -> paint.bold(pad(g.title(), g.width()))));
      lines.add(line("", block, g -> cells(g, TextColumn::title)));
      for (var i = 0; i < rows.size(); i++) {
        var row = i;
        lines.add(line(rows.get(i).title(), block, g -> cells(g, c -> c.entry(row, paint))));
      }
    }
    return lines;
  }

  private List<List<Group>> blocks(Overview overview, String of, int width) {
    var blocks = new ArrayList<List<Group>>();
    var block = new ArrayList<Group>();
    for (var group : groups(overview, of)) {
      var used = nameWidth + block.stream().mapToInt(g -> g.width() + 3).sum();
      if (!block.isEmpty() && used + 3 + group.width() > width) {
        blocks.add(block);
        block = new ArrayList<>();
      }
      block.add(group);
    }
    blocks.add(block);
    return blocks;
  }

  private List<Group> groups(Overview overview, String of) {
    var groups = new ArrayList<Group>();
    var published = new ArrayList<TextColumn>();
    for (var criu : TableRow.PUBLISHED_ORDER) {
      var column = new TextColumn(TableRow.PUBLISHED.get(criu));
      rows.forEach(
          r -> {
            var verdict = r.published(criu).map(c -> c.verdict()).orElse("");
            column.add(verdict, verdict.equals(Tally.PARTIAL) ? "partial" : marks.of(verdict));
          });
      published.add(column);
    }
    groups.add(new Group("published", published));
    var builds = new LinkedHashMap<String, List<TextColumn>>();
    for (var column : overview.columns()) {
      var text = new TextColumn(head(column.privilege()));
      rows.forEach(
          r -> {
            var tally = overview.tally(r, column);
            text.add(tally.verdict(), marks.entry(tally, of));
          });
      builds.computeIfAbsent(overview.build(column), c -> new ArrayList<>()).add(text);
    }
    builds.forEach((build, columns) -> groups.add(new Group(build, columns)));
    return groups;
  }

  /** Returns the head of a narrow column for a privilege. */
  static String head(String privilege) {
    var head = SHORT.getOrDefault(privilege, privilege);
    return head.length() > MAX_HEAD_WIDTH ? head.substring(0, MAX_HEAD_WIDTH) : head;
  }

  private String line(String name, List<Group> block, Function<Group, String> of) {
    var line = new StringBuilder(pad(name, nameWidth));
    block.forEach(g -> line.append("   ").append(of.apply(g)));
    return line.toString().stripTrailing();
  }

  private static String cells(Group group, Function<TextColumn, String> text) {
    var line = new StringBuilder();
    group.columns().forEach(c -> line.append(text.apply(c)).append(' '));
    line.setLength(line.length() - 1);
    var own = group.columns().stream().mapToInt(c -> c.width() + 1).sum() - 1;
    return line + " ".repeat(group.width() - own);
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}

package org.criumatrix.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes which CRIU restores the images of which, one table for each kernel. */
final class ImagesTable {

  /** One kernel's table: a head and the lines below it. */
  private record OfKernel(String kernel, List<List<String>> lines) {}

  private final List<ImagesAcross> pairs;
  private final Marks marks;

  ImagesTable(Overview overview, Marks marks) {
    this.pairs = ImagesAcross.all(overview.records());
    this.marks = marks;
  }

  private List<OfKernel> tables() {
    return pairs.stream()
        .collect(
            Collectors.groupingBy(ImagesAcross::kernel, LinkedHashMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(e -> new OfKernel(e.getKey(), lines(e.getValue())))
        .toList();
  }

  private List<List<String>> lines(List<ImagesAcross> here) {
    var builds = new TreeSet<>(ValueOrder.of("criu"));
    here.forEach(pair -> builds.add(pair.to()));
    var lines = new ArrayList<List<String>>();
    var head = new ArrayList<>(List.of("dumped by"));
    builds.forEach(to -> head.add("restored by " + to));
    lines.add(head);
    here.stream()
        .collect(Collectors.groupingBy(ImagesAcross::from, LinkedHashMap::new, Collectors.toList()))
        .forEach((from, written) -> lines.add(line(from, written, List.copyOf(builds))));
    return lines;
  }

  private List<String> line(String from, List<ImagesAcross> written, List<String> builds) {
    Map<String, String> entries =
        written.stream()
            .collect(Collectors.toMap(ImagesAcross::to, pair -> marks.entry(pair.tally())));
    var line = new ArrayList<>(List.of(from));
    builds.forEach(to -> line.add(Optional.ofNullable(entries.get(to)).orElse("")));
    return line;
  }

  /** Returns a section of a Markdown page; empty if the run has no such cells. */
  List<String> markdown() {
    if (pairs.isEmpty()) {
      return List.of();
    }
    var text = new ArrayList<>(List.of("", "## " + ImagesAcross.TITLE, "", ImagesAcross.ABOUT));
    for (var table : tables()) {
      text.addAll(List.of("", "Linux " + MarkdownPage.escape(table.kernel()) + ":", ""));
      for (var line : table.lines()) {
        text.add(MarkdownPage.line(line.stream().map(MarkdownPage::escape).toList()));
        if (line == table.lines().get(0)) {
          text.add("|" + " --- |".repeat(line.size()));
        }
      }
    }
    return text;
  }

  /** Returns a block of a summary; empty if the run has no such cells. */
  List<String> text(Paint paint) {
    if (pairs.isEmpty()) {
      return List.of();
    }
    var text = new ArrayList<>(List.of("", paint.bold(ImagesAcross.TITLE)));
    text.add("  " + ImagesAcross.ABOUT);
    for (var table : tables()) {
      text.add("  Linux " + Wrap.clean(table.kernel()));
      var width =
          table.lines().stream().flatMap(List::stream).mapToInt(String::length).max().orElse(0);
      table
          .lines()
          .forEach(
              line ->
                  text.add(
                      line.stream()
                          .map(entry -> entry + " ".repeat(width - entry.length()))
                          .collect(Collectors.joining("  ", "    ", ""))
                          .stripTrailing()));
    }
    return text;
  }
}

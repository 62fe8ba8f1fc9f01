package org.criumatrix.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.criumatrix.query.Obstacle;
import org.criumatrix.query.QueryCell;
import org.criumatrix.record.RecordJson;
import org.criumatrix.situation.Situation;

/** The cells that a query found, for other programs. */
public final class QueryExport {

  private static final ObjectMapper JSON = RecordJson.mapper();
  private static final CSVFormat CSV = CSVFormat.DEFAULT;

  /** The fields of a line of CSV, by their names in queries. Fields are only ever added. */
  private static final List<String> COLUMNS =
      List.of(
          "run",
          "cell",
          "case",
          "criu",
          "privilege",
          "runtime",
          "host",
          "kernel",
          "verdict",
          "phase",
          "error",
          "harm",
          "judgement",
          "cause",
          "remedy",
          "issue",
          "fixed",
          "dump_ms",
          "frozen_ms",
          "restore_ms",
          "wall_ms",
          "image_bytes",
          "attempts",
          "ended");

  private QueryExport() {}

  /**
   * Returns the records with their runs as JSON.
   *
   * @param obstacles of a result without cells: what its terms keep away
   */
  public static String json(String query, List<QueryCell> cells, List<Obstacle> obstacles) {
    var all = JSON.createObjectNode().put("query", query).put("count", cells.size());
    var array = all.putArray("cells");
    cells.forEach(c -> array.add(json(c)));
    if (cells.isEmpty()) {
      all.set("obstacles", JSON.valueToTree(obstacles));
    }
    return write(all);
  }

  private static ObjectNode json(QueryCell cell) {
    var one = JSON.createObjectNode().put("run", cell.origin().id());
    one.setAll(JSON.<ObjectNode>valueToTree(cell.record()));
    return one.put("attempts", cell.attempts())
        .put("situation", cell.situation().map(Situation::id).orElse(null));
  }

  /** Returns the counts as JSON: a list of objects with the fields and the number of cells. */
  public static String json(String query, QueryCounts counts) {
    var all = JSON.createObjectNode().put("query", query);
    var array = all.putArray("counts");
    counts
        .counts()
        .forEach(
            (values, count) -> {
              var one = array.addObject();
              for (var i = 0; i < values.size(); i++) {
                one.put(counts.fields().get(i), values.get(i));
              }
              one.put("cells", count);
            });
    return write(all);
  }

  private static String write(ObjectNode all) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns one line for each cell, times in milliseconds and sizes in bytes. */
  public static String csv(List<QueryCell> cells) {
    var lines = new ArrayList<>(List.of(CSV.format(COLUMNS.toArray())));
    cells.forEach(
        c ->
            lines.add(
                CSV.format(COLUMNS.stream().map(f -> String.join(" ", c.texts(f))).toArray())));
    return String.join("\n", lines) + "\n";
  }

  /** Returns one line for each combination of values. */
  public static String csv(QueryCounts counts) {
    var lines = new ArrayList<String>();
    lines.add(line(counts.fields(), "cells"));
    counts.counts().forEach((values, count) -> lines.add(line(values, "" + count)));
    return String.join("\n", lines) + "\n";
  }

  private static String line(List<String> values, String last) {
    return CSV.format(Stream.concat(values.stream(), Stream.of(last)).toArray());
  }
}

package org.criumatrix.query;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.criumatrix.matrix.ResourceText;
import org.criumatrix.query.QueryCell.Origin;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.RecordJson;
import org.criumatrix.situation.CaseRole;
import org.criumatrix.situation.Meaning;
import org.criumatrix.situation.Situation;

/** Queries and what has to come of them, which are the same in Java and on pages. */
final class Vectors {

  private static final ObjectMapper JSON = RecordJson.mapper();

  private final JsonNode all;
  private final Map<String, QueryCell> cells = new LinkedHashMap<>();

  private Vectors(JsonNode all) throws IOException {
    this.all = all;
    for (var cell : all.get("cells")) {
      cells.put(cell.get("id").asText(), cell(cell));
    }
  }

  static Vectors read() {
    try {
      return new Vectors(JSON.readTree(text()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text() {
    return ResourceText.beside(Vectors.class, "vectors.json");
  }

  private static QueryCell cell(JsonNode cell) throws IOException {
    return new QueryCell(
        JSON.treeToValue(cell.get("record"), CellRecord.class),
        new Origin(
            cell.get("run").asText(),
            cell.get("architecture").asText(),
            texts(cell.get("machine"))),
        cell.get("attempts").asInt(),
        cell.has("situation") ? JSON.treeToValue(cell.get("situation"), Situation.class) : null,
        cell.has("role")
            ? CaseRole.valueOf(cell.get("role").asText().toUpperCase(Locale.ROOT))
            : null);
  }

  static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  QueryCells cells() {
    return new QueryCells(cells.values());
  }

  List<String> ids(List<QueryCell> some) {
    return cells.entrySet().stream()
        .filter(e -> some.contains(e.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  Synonyms synonyms() {
    return Synonyms.of(
        JSON.convertValue(all.get("meanings"), new TypeReference<List<Meaning>>() {}));
  }

  /** Returns the entries of one of the lists of expectations. */
  List<JsonNode> list(String name) {
    return StreamSupport.stream(all.get(name).spliterator(), false).toList();
  }
}

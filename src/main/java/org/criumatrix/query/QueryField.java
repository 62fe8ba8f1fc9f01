package org.criumatrix.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;
import org.criumatrix.matrix.CsvData;

/**
 * A field that a query can name, as fields.csv has it.
 *
 * @param also other names
 * @param record the field of {@code records.jsonl}; empty for one that is derived
 * @param searched whether plain words look at it
 * @param values all that are possible, in their order; empty if they are not limited
 */
record QueryField(
    String name,
    List<String> also,
    FieldKind kind,
    String record,
    boolean searched,
    List<String> values,
    String example,
    String about) {

  private static final List<QueryField> ALL =
      CsvData.read("/org/criumatrix/query/fields.csv").stream().map(QueryField::of).toList();

  private static final Map<String, QueryField> BY_NAME = byName();

  private static QueryField of(CSVRecord line) {
    return new QueryField(
        line.get("field"),
        list(line.get("also")),
        FieldKind.of(line.get("kind")),
        line.get("record"),
        line.get("searched").equals("yes"),
        list(line.get("values")),
        line.get("example"),
        line.get("about"));
  }

  private static List<String> list(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split("\\|"));
  }

  private static Map<String, QueryField> byName() {
    var byName = new LinkedHashMap<String, QueryField>();
    for (var field : ALL) {
      byName.put(field.name(), field);
      field.also().forEach(other -> byName.put(other, field));
    }
    return byName;
  }

  /** Returns all fields, in the order of the documentation. */
  static List<QueryField> all() {
    return ALL;
  }

  static QueryField named(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no field '%s'%s The fields are %s."
                        .formatted(
                            name,
                            Nearest.question(name, allNames()),
                            String.join(", ", ALL.stream().map(QueryField::name).toList()))));
  }

  /**
   * Returns a field that each cell can have a value of.
   *
   * @throws IllegalArgumentException if there is no such field
   */
  static QueryField ofValues(String name) {
    var field = named(name);
    if (field.kind().isSibling() || field.kind() == FieldKind.AXIS) {
      throw new IllegalArgumentException(
          "'%s' is about other cells, and a cell has no value of it".formatted(name));
    }
    return field;
  }

  /** Finds a field by any of its names, in any case. */
  static Optional<QueryField> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
  }

  /** Returns the names of all fields, each followed by its other names. */
  static List<String> allNames() {
    return new ArrayList<>(BY_NAME.keySet());
  }
}

package org.criumatrix.dataset;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.criumatrix.matrix.CheckedValue;
import org.criumatrix.testing.SampleCell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/data.schema.json describes data.json: every field, and no other. */
class DataSchemaTest {

  private static final Path SCHEMA = Path.of("docs", "data.schema.json");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;

  private static JsonNode schema() throws IOException {
    return JSON.readTree(Files.readString(SCHEMA));
  }

  static DataSet sample() {
    var java = SampleCell.detailed(SampleCell.of("serial/java").cell());
    return SampleRuns.join(
        SampleRuns.run(
            "2026-11-23T01:00:00Z",
            java.works(),
            SampleCell.of("serial/java")
                .criu("4.2.1")
                .kernel("6.18.1")
                .fails("dump", "task 7 is stuck"),
            SampleCell.of("serial/simple-c").unavailable("no compiler"),
            SampleCell.of("serial/python").broken("no agent"),
            SampleCell.of("parallel/mpi-openmpi-2").fails("restore", "Can't fork for 7"),
            SampleCell.of("objects/affinity")
                .compared("the processors", new CheckedValue("mask", "1", "3"))
                .held("affinity")
                .fails("answer", "changed: mask")),
        SampleRuns.run(
            "2026-11-24T01:00:00Z", java.works(), SampleCell.of("no-row/unknown").works()));
  }

  @Test
  void dataOfRunsIsValid() throws Exception {
    DataJson.write(sample(), folder);
    var schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(SCHEMA));

    assertThat(schema.validate(JSON.readTree(folder.resolve("data.json").toFile()))).isEmpty();
    assertThat(DataJson.read(folder)).isEqualTo(sample());
  }

  @Test
  void dataOfAnOlderSuiteWithFewerFieldsIsRead() throws Exception {
    DataJson.write(sample(), folder);
    var file = folder.resolve("data.json");
    var tree = (ObjectNode) JSON.readTree(file.toFile());
    tree.get("runs").forEach(run -> ((ObjectNode) run).remove("tools"));
    tree.get("trends")
        .forEach(
            trend -> trend.get("points").forEach(point -> ((ObjectNode) point).remove("cells")));
    JSON.writeValue(file.toFile(), tree);

    var data = DataJson.read(folder);
    assertThat(data.runs()).hasSize(2).allMatch(r -> r.tools().isEmpty());
    assertThat(data.trends()).isNotEmpty();
    assertThat(data.trends().get(0).points()).allMatch(p -> p.cells().isEmpty());
  }

  @Test
  void aWrongFieldIsNotValid() throws Exception {
    DataJson.write(sample(), folder);
    var schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(SCHEMA));
    var wrong =
        Files.readString(folder.resolve("data.json"))
            .replace("\"verdict\":\"unavailable\"", "\"verdict\":\"maybe\"");

    assertThat(schema.validate(JSON.readTree(wrong)))
        .singleElement()
        .asString()
        .contains("verdict");
  }

  @Test
  void everyFieldIsDescribedAndNothingElseIs() throws Exception {
    var described = new TreeMap<String, Map<String, Boolean>>();
    var schema = schema();
    described.put("data set", fields(schema));
    schema
        .get("$defs")
        .properties()
        .forEach(definition -> described.put(definition.getKey(), fields(definition.getValue())));
    var model = new TreeMap<String, Map<String, Boolean>>();
    collect("data set", DataSet.class, model);

    assertThat(described).isEqualTo(model);
  }

  /** Field → whether it is described. */
  private static Map<String, Boolean> fields(JsonNode object) {
    var required =
        StreamSupport.stream(object.get("required").spliterator(), false)
            .map(JsonNode::asText)
            .toList();
    return object.get("properties").properties().stream()
        .collect(
            toMap(
                Map.Entry::getKey,
                e ->
                    e.getValue().path("description").asText().length() > 3
                        && required.contains(e.getKey())));
  }

  private static void collect(String name, Class<?> type, Map<String, Map<String, Boolean>> model) {
    var fields = Stream.of(type.getRecordComponents());
    model.put(name, fields.collect(toMap(DataSchemaTest::field, c -> true)));
    for (var component : type.getRecordComponents()) {
      for (var part : parts(component.getGenericType())) {
        if (part.isRecord()) {
          collect(name(part), part, model);
        }
      }
    }
  }

  private static List<Class<?>> parts(Type type) {
    return type instanceof ParameterizedType generic
        ? Stream.of(generic.getActualTypeArguments())
            .flatMap(t -> parts(t).stream())
            .<Class<?>>map(c -> c)
            .toList()
        : List.of((Class<?>) type);
  }

  private static String field(RecordComponent component) {
    var named = component.getAccessor().getAnnotation(JsonProperty.class);
    return named != null && !named.value().isEmpty()
        ? named.value()
        : new SnakeCaseStrategy().translate(component.getName());
  }

  private static String name(Class<?> type) {
    return type.getSimpleName().replaceFirst("Entry$", "").toLowerCase(Locale.ROOT);
  }
}

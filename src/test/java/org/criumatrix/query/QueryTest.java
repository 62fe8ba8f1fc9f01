package org.criumatrix.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class QueryTest {

  private static final Vectors VECTORS = Vectors.read();
  private static final QueryCells CELLS = VECTORS.cells();

  private static Query query(JsonNode vector) {
    return query(vector.get("query").asText());
  }

  private static Query query(String text) {
    return Query.of(text, VECTORS.synonyms());
  }

  private static Stream<DynamicTest> each(String list, java.util.function.Consumer<JsonNode> test) {
    return VECTORS.list(list).stream()
        .map(
            v ->
                DynamicTest.dynamicTest(
                    "'%s'".formatted(v.get("query").asText()), () -> test.accept(v)));
  }

  @TestFactory
  Stream<DynamicTest> findsTheCells() {
    return each(
        "queries",
        v -> assertThat(VECTORS.ids(query(v).in(CELLS))).isEqualTo(Vectors.texts(v.get("cells"))));
  }

  @TestFactory
  Stream<DynamicTest> namesTheMistake() {
    return each(
        "mistakes",
        v -> {
          var mistake = catchThrowableOfType(QueryException.class, () -> query(v));
          assertThat(mistake).hasMessage(v.get("message").asText());
          assertThat(List.of(mistake.at(), mistake.length()))
              .containsExactly(v.get("at").asInt(), v.get("length").asInt());
        });
  }

  @TestFactory
  Stream<DynamicTest> saysWhatEachTermKeepsAway() {
    return each(
        "obstacles",
        v ->
            assertThat(query(v).obstacles(CELLS).stream().map(Obstacle::describe))
                .isEqualTo(Vectors.texts(v.get("obstacles"))));
  }

  @Test
  void marksTheMistake() {
    var text = "row:network verdict:wroks";
    var mistake = catchThrowableOfType(QueryException.class, () -> query(text));

    assertThat(mistake.describe(text).lines())
        .startsWith(
            "column 21 of the query: verdict has no value 'wroks'; did you mean 'works'?"
                + " Its values are works, refuses, fails, unavailable, broken, not run.")
        .endsWith("  row:network verdict:wroks", "                      ^^^^^");
  }
}

package org.criumatrix.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.criumatrix.matrix.Phase;
import org.criumatrix.record.RecordJson;
import org.criumatrix.testing.SampleCell;
import org.criumatrix.verdict.Harm;
import org.criumatrix.verdict.Judgement;
import org.criumatrix.verdict.Prediction;
import org.criumatrix.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QueryFieldTest {

  private static final QueryCells CELLS = Vectors.read().cells();

  static List<QueryField> fields() {
    return QueryField.all();
  }

  @ParameterizedTest
  @MethodSource("fields")
  void hasAnExampleThatFindsSomeOfTheCells(QueryField field) {
    assertThat(field.example()).startsWith(field.name());
    assertThat(Query.of(field.example(), Synonyms.NONE).in(CELLS))
        .as(field.example())
        .isNotEmpty()
        .hasSizeLessThan(CELLS.all().size());
  }

  @ParameterizedTest
  @MethodSource("fields")
  void hasTheNameOfAFieldOfTheRecords(QueryField field) throws Exception {
    var line =
        new ObjectMapper()
            .readTree(RecordJson.mapper().writeValueAsString(SampleCell.of("serial/java").works()));

    assertThat(field.record().isEmpty() || line.has(field.record())).as(field.record()).isTrue();
  }

  @Test
  void namesAreUnique() {
    var names =
        QueryField.all().stream()
            .flatMap(f -> Stream.concat(Stream.of(f.name()), f.also().stream()));

    assertThat(names).doesNotHaveDuplicates();
  }

  @Test
  void closedFieldsHaveTheValuesOfTheRecords() {
    assertValues("verdict", Arrays.stream(Verdict.values()).map(Verdict::key));
    assertValues("phase", Arrays.stream(Phase.values()).map(Phase::key));
    assertValues("harm", Arrays.stream(Harm.values()).map(Harm::key));
    assertValues("judgement", Arrays.stream(Judgement.values()).map(Judgement::key));
    assertValues("advice", Arrays.stream(Prediction.Result.values()).map(Prediction.Result::key));
  }

  private static void assertValues(String field, Stream<String> values) {
    assertThat(QueryField.named(field).values()).containsExactlyElementsOf(values.toList());
  }
}

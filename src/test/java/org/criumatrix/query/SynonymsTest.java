package org.criumatrix.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.criumatrix.query.Synonyms.Synonym;
import org.criumatrix.situation.Meaning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SynonymsTest {

  static List<Synonym> ofTheSuite() {
    return Synonyms.ofSuite().all().values().stream().distinct().toList();
  }

  @ParameterizedTest
  @MethodSource("ofTheSuite")
  void everyMeaningIsAQuery(Synonym synonym) {
    assertThat(Query.of(synonym.query(), Synonyms.NONE).in(new QueryCells(List.of()))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "singularity,  runtime:apptainer*, true",
    "debian 12,    criu:3.17.1 kernel=6.1, true",
    "without root, privilege:unprivileged, false",
    "r,            'situation:app-r,app-r-parallel', false",
    "criu --unprivileged, \"--unprivileged\", true",
  })
  void aWordOfUsersMeansAQuery(String words, String query, boolean isSearched) {
    var synonym = Synonyms.ofSuite().of(words).orElseThrow();

    assertThat(synonym.query()).isEqualTo(query);
    assertThat(synonym.isSearched()).isEqualTo(isSearched);
  }

  @Test
  void fieldsAndSituationsAreAlternatives() {
    var both =
        new Meaning(
            List.of("In  Docker"),
            Map.of("host", "a*"),
            List.of("b", "c"),
            List.of("d e", "f"),
            "");

    assertThat(Synonyms.of(List.of(both)).of("in docker").orElseThrow().query())
        .isEqualTo("host:a* or situation:b,c or \"d e\" \"f\"");
  }

  @Test
  void remarksAreThoseOfTheWordsThatAreUsed() {
    var query = Query.of("rootless -debian 12 row:serial", Synonyms.ofSuite());

    assertThat(query.notes()).hasSize(1).first().asString().startsWith("The caller of CRIU is");
  }
}

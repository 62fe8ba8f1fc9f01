package org.criumatrix.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  @ParameterizedTest
  @CsvSource({
    "MPI with Open MPI, Can MPI with Open MPI be checkpointed?",
    "A web server, Can a web server be checkpointed?",
    "Moving a program to another machine, Does moving a program to another machine work?",
    "Live migration, Does live migration work?",
    "Processors other than x86-64, Can processors other than x86-64 be checkpointed?",
    "Memory mappings, Can memory mappings be checkpointed?",
    "Open MPI over TCP, Can Open MPI over TCP be checkpointed?",
    "CRIU inside a docker container, Does CRIU inside a docker container work?",
    "A pipe to a process that is not checkpointed, Does a pipe to a process that is not checkpointed survive a checkpoint?",
    "'Unix tools: sort, tar', 'Can Unix tools: sort, tar be checkpointed?'"
  })
  void aTitleBecomesAQuestion(String title, String question) {
    assertThat(Words.question(title)).isEqualTo(question);
  }

  @Test
  void listsHaveCommasAndAnAnd() {
    assertThat(Words.list(List.of())).isEmpty();
    assertThat(Words.list(List.of("a"))).isEqualTo("a");
    assertThat(Words.list(List.of("a", "b"))).isEqualTo("a and b");
    assertThat(Words.list(List.of("a", "b", "c"), "or")).isEqualTo("a, b or c");
  }

  @Test
  void countsAgreeWithTheirNoun() {
    assertThat(Words.count(1, "cell")).isEqualTo("1 cell");
    assertThat(Words.count(12_345, "cell")).isEqualTo("12,345 cells");
  }

  @Test
  void aNumberOfCellsHasTheVerbOfAPlural() {
    assertThat(Words.cells(1, "fails")).isEqualTo("1 fails");
    assertThat(Words.cells(34, "fails")).isEqualTo("34 fail");
    assertThat(Words.cells(28, "unavailable")).isEqualTo("28 unavailable");
  }

  @Test
  void aDayIsReadable() {
    assertThat(Words.day("2026-11-30T18:00:00Z")).isEqualTo("30 November 2026");
    assertThat(Words.day("yesterday")).isEqualTo("yesterday");
    assertThat(Words.day(null)).isEqualTo("an unknown day");
  }

  @Test
  void aLongTextIsCutBetweenWords() {
    assertThat(Words.cut("one two three", 13)).isEqualTo("one two three");
    assertThat(Words.cut("one two three", 12)).isEqualTo("one two…");
    assertThat(Words.cut("0123456789", 5)).isEqualTo("0123…");
  }
}

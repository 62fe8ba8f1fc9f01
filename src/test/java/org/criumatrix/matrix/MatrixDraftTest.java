package org.criumatrix.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatrixDraftTest {

  private static final String TEXT =
      """
      # a comment, with a comma
      case,         criu, privilege, runtime, host, kernel, expect, at,   error, why, holds, with, issue, fixed, remedy
      *,            *,    *,         *,       *,    *,      works,  ,     ,

      network/tcp,  4.*,  "!root",   *,       *,    *,      fails,  dump, no,    "a, b"
      # the end
      serial/*,     *,    *,         *,       *,    *,      works,  ,     ,
      """;

  private static final List<String> FIELDS =
      List.of(
          "serial/java",
          "{4.2.1,4.3}",
          "!root",
          "*",
          "*",
          "=6.18",
          "fails",
          "dump",
          "a \"b\"",
          "c");

  @TempDir Path folder;

  private MatrixDraft draft(String text) throws Exception {
    return MatrixDraft.of(Files.writeString(folder.resolve("matrix.csv"), text));
  }

  @Test
  void whatIsNotChangedKeepsEveryCharacter() throws Exception {
    var draft = draft(TEXT);

    assertThat(draft.text()).isEqualTo(TEXT);
    assertThat(draft.diff()).isEmpty();
    assertThat(draft.isChanged()).isFalse();
  }

  @Test
  void aNewLineStandsInTheColumnsOfTheHeaderAndCanBeRead() throws Exception {
    var draft = draft(TEXT);
    draft.addBelow(7, FIELDS);
    draft.write();

    assertThat(Files.readString(folder.resolve("matrix.csv")))
        .isEqualTo(
            TEXT
                + "serial/java,  \"{4.2.1,4.3}\", \"!root\", *, *,   =6.18,  fails,  dump, \"a \"\"b\"\"\", c\n");
    var cell = Cell.of(CaseId.parse("serial/java"), "4.3", "sudo", "none", "local");
    assertThat(MatrixFile.read(folder.resolve("matrix.csv")).expectation(cell, "6.18.4"))
        .map(Expectation::describe)
        .contains("fails at dump: a \"b\"");
  }

  @Test
  void emptyFieldsAtTheEndLeaveNoBlanks() throws Exception {
    var draft = draft(TEXT);
    draft.addBelow(7, List.of("a/b", "*", "*", "*", "*", "*", "works", "", "", ""));

    assertThat(draft.text().lines().toList().get(7))
        .isEqualTo("a/b,          *,    *,         *,       *,    *,      works,  ,     ,");
  }

  @Test
  void writesWhatAFileLinkedToAndItsRightsWere() throws Exception {
    var draft = draft(TEXT);
    var real = folder.resolve("matrix.csv");
    Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-rw-r--"));
    var link = Files.createSymbolicLink(folder.resolve("link.csv"), real);
    var linked = MatrixDraft.of(link);
    linked.remove(5);
    linked.write();

    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(Files.readString(real)).doesNotContain("network/tcp").isNotEqualTo(draft.text());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
        .isEqualTo("rw-rw-r--");
  }

  @Test
  void theDiffIsOneThatPatchReads() throws Exception {
    var text =
        IntStream.rangeClosed(1, 30).mapToObj(i -> "line," + i).collect(Collectors.joining("\n"));
    var draft = draft(text + "\n");
    draft.remove(2);
    draft.addBelow(6, List.of("new", "6"));
    draft.addBelow(20, List.of("new", "20"));
    draft.addBelow(20, List.of("new", "20b"));
    draft.remove(30);

    assertThat(draft.diff().lines().skip(2))
        .containsExactly(
            "@@ -1,9 +1,9 @@",
            " line,1",
            "-line,2",
            " line,3",
            " line,4",
            " line,5",
            " line,6",
            "+new, 6",
            " line,7",
            " line,8",
            " line,9",
            "@@ -18,6 +18,8 @@",
            " line,18",
            " line,19",
            " line,20",
            "+new, 20",
            "+new, 20b",
            " line,21",
            " line,22",
            " line,23",
            "@@ -27,4 +29,3 @@",
            " line,27",
            " line,28",
            " line,29",
            "-line,30");
  }

  @Test
  void findsTheLastLineOfARow() throws Exception {
    assertThat(draft(TEXT).lastBeginning("network/", "\"network/")).isEqualTo(5);
    assertThat(draft(TEXT).lastBeginning("open-files/")).isZero();
    assertThat(draft(TEXT).last()).isEqualTo(7);
  }

  @Test
  void aByteOrderMarkStaysAndMovesNoColumn() throws Exception {
    var header = TEXT.substring(TEXT.indexOf("case,"));
    var marked = draft("\ufeff" + header);

    assertThat(marked.text()).isEqualTo("\ufeff" + header);
    assertThat(marked.textWith(6, FIELDS)).isEqualTo("\ufeff" + draft(header).textWith(6, FIELDS));
    assertThat(draft("\ufeff" + TEXT).textWith(7, FIELDS))
        .isEqualTo("\ufeff" + draft(TEXT).textWith(7, FIELDS));
  }

  @Test
  void aNewLineBringsTheColumnsThatAnOlderHeaderLacks() throws Exception {
    for (var lacking : List.of(", holds, with, issue, fixed, remedy", ", issue, fixed, remedy")) {
      var old = TEXT.replace(lacking, "");
      var draft = draft(old);
      draft.remove(5);
      assertThat(draft.text()).doesNotContain("remedy");

      draft.addBelow(7, FIELDS);
      assertThat(draft.text().lines().toList().get(1)).isEqualTo(TEXT.lines().toList().get(1));
      assertThat(draft(old).textWith(7, FIELDS)).isEqualTo(draft(TEXT).textWith(7, FIELDS));
    }
  }
}

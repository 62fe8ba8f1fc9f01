package org.criumatrix.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.MatrixFile;
import org.junit.jupiter.api.Test;

class SocketLineTest {

  private static final String HEADER =
      """
      case,                  criu,  privilege, runtime, host, kernel, expect, at,   error,          why
      *,                     *,     *,         *,       *,    *,      works,  ,     ,
      """;

  private static final String LINE =
      "network/tcp* parallel/*, 4.1.*, *,      *,       *,    >=6.16, fails,  dump, %s, known\n"
          .formatted(SocketLine.ERROR);

  private static final MatrixFile FILE = MatrixFile.of("matrix.csv", HEADER + LINE);

  @Test
  void aCaseThatTheLineNamesIsNoProblem() {
    assertThat(SocketLine.problem(CaseId.parse("parallel/mpi-new"), FILE)).isEmpty();
    assertThat(SocketLine.problem(CaseId.parse("network/tcp-new"), FILE)).isEmpty();
  }

  @Test
  void aCaseThatItDoesNotNameIsOneAndTheLineToWidenIsNamed() {
    assertThat(SocketLine.problem(CaseId.parse("serial/web-server"), FILE))
        .hasValueSatisfying(
            problem ->
                assertThat(problem)
                    .contains("serial/web-server holds an Internet socket")
                    .contains("line 3 of matrix.csv")
                    .endsWith("widen it"));
  }

  @Test
  void expectationsOfTheUsersOwnNeedNoSuchLine() {
    assertThat(
            SocketLine.problem(
                CaseId.parse("serial/web-server"), MatrixFile.of("mine.csv", HEADER)))
        .isEmpty();
  }
}

package org.criumatrix.junit;

import java.util.Optional;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.MatrixFile;

/**
 * The line of matrix.csv about Internet sockets: CRIU 4.1 dumps none on Linux 6.16 and newer, in
 * any case. Unexpected programs hold them, such as an MPI rank without a launcher, and a run
 * without that CRIU would not notice.
 */
final class SocketLine {

  /** The error by which the line is known. */
  static final String ERROR = "Can't get 1:16 opt";

  private SocketLine() {}

  /**
   * What is wrong, when a case holds such a socket and the line does not say so. Empty also where
   * the expectations are others than the suite's, and have no such line.
   */
  static Optional<String> problem(CaseId id, MatrixFile file) {
    var lines = file.linesWith(ERROR);
    return lines.isEmpty() || lines.stream().anyMatch(line -> file.isAbout(line, id))
        ? Optional.empty()
        : Optional.of(
            "%s holds an Internet socket, and line %d of matrix.csv, '%s', does not name the case: widen it"
                .formatted(id, lines.get(0), ERROR));
  }
}

package org.criumatrix.criu;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A CRIU build that is ready to run without environment variables. The program names its loader and
 * libraries by absolute paths, so set-uid copies and copies with file capabilities work too.
 *
 * @param version the value on the axis: {@code 4.2.1}, or {@code path:/my/criu} and {@code
 *     git:v4.2} for the user's own builds, so that a cell ID never names them like a release
 * @param origin {@code debian:sid}, {@code path} or {@code git}
 * @param packageVersion the distribution's version, {@code 4.2.1-1}, or for the user's own build
 *     the version that the program prints, {@code 4.2.1}
 * @param sha256 checksum of the program as packaged, which is the same on every machine
 * @param gitId the git ID that the program prints, or that of the commit; empty if it prints none
 * @param folder the folder with everything that the program needs; for the user's own program its
 *     folder
 * @param program the program, which runs anywhere {@code folder} has the same path
 * @param whyNot why there is no program: its commit cannot be built
 */
public record CriuBuild(
    String version,
    String origin,
    String packageVersion,
    String sha256,
    String gitId,
    Path folder,
    Path program,
    Optional<String> whyNot) {

  public CriuBuild(
      String version,
      String origin,
      String packageVersion,
      String sha256,
      String gitId,
      Path folder,
      Path program) {
    this(version, origin, packageVersion, sha256, gitId, folder, program, Optional.empty());
  }

  /** Returns the release, even if the value on the axis differs: {@code 4.2.1}. */
  public String release() {
    return isUsers() ? packageVersion : version;
  }

  /** Returns whether it is the user's own. */
  public boolean isUsers() {
    return origin.equals(UserBuild.ORIGIN) || isOfCommit();
  }

  /** Returns whether it was built from a commit. */
  public boolean isOfCommit() {
    return origin.equals(CommitCache.ORIGIN);
  }
}

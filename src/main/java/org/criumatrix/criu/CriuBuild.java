package org.criumatrix.criu;

import java.nio.file.Path;

/**
 * A CRIU build that is ready to run without environment variables. The program names its loader and
 * libraries by absolute paths, so set-uid copies and copies with file capabilities work too.
 *
 * @param version the value on the axis: {@code 4.2.1}, or {@code path:/my/criu} for the user's own
 *     build, so that a cell ID never names it like a release
 * @param origin {@code debian:sid} or {@code path}
 * @param packageVersion the distribution's version, {@code 4.2.1-1}, or for the user's own build
 *     the version that the program prints, {@code 4.2.1}
 * @param sha256 checksum of the program as packaged, which is the same on every machine
 * @param gitId the git ID that the program prints; empty if it prints none
 * @param folder the folder with everything that the program needs; for the user's own build the
 *     program's folder
 * @param program the program, which runs anywhere {@code folder} has the same path
 */
public record CriuBuild(
    String version,
    String origin,
    String packageVersion,
    String sha256,
    String gitId,
    Path folder,
    Path program) {

  /** Returns the release, even if the value on the axis differs: {@code 4.2.1}. */
  public String release() {
    return isUsers() ? packageVersion : version;
  }

  /** Returns whether it is the user's own. */
  public boolean isUsers() {
    return origin.equals(UserBuild.ORIGIN);
  }
}

package org.criumatrix.criu;

import java.nio.file.Path;

/**
 * A CRIU build that is ready to run, without any environment variable: its loader and its libraries
 * are named inside the program by absolute paths, so that copies of the program that are set-uid or
 * carry file capabilities work too.
 *
 * @param version the value on the axis: {@code 4.2.1}; of a build of the user's own {@code
 *     path:/my/criu}, so that a cell id never takes one for a release
 * @param origin {@code debian:sid} or {@code path}
 * @param packageVersion the distribution's version, {@code 4.2.1-1}; of a build of the user's own
 *     what the program itself says, {@code 4.2.1}
 * @param sha256 checksum of the program as it was packaged, so that it is the same on every machine
 * @param gitId as the program says; empty where it says none
 * @param folder everything that the program needs; of a build of the user's own the folder that it
 *     lies in
 * @param program runs by plain exec, anywhere that {@code folder} has the same path
 */
public record CriuBuild(
    String version,
    String origin,
    String packageVersion,
    String sha256,
    String gitId,
    Path folder,
    Path program) {

  /** The release, even if the value on the axis is another: {@code 4.2.1}. */
  public String release() {
    return origin.equals(UserBuild.ORIGIN) ? packageVersion : version;
  }
}

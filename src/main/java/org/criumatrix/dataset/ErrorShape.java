package org.criumatrix.dataset;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The part of an error that is the same for every program, process and machine: its first line with
 * {@code #} in place of PIDs, addresses, sizes and generated names.
 */
final class ErrorShape {

  /** Unlike {@code runs.SameFailure} it also finds numbers in the names of files and hosts. */
  private static final Pattern PASSING =
      Pattern.compile(
          "0x[0-9a-fA-F]+"
              // Eight letters and digits that could be a hash, such as in ucx_shm_posix_14b7b965.
              + "|(?<![A-Za-z0-9])(?=[a-f]*[0-9])(?=[0-9]*[a-f])[0-9a-f]{6,}(?![A-Za-z0-9])"
              // A number in a name of a format or a protocol, such as nfs4 and x86, stays.
              + "|(?<=[A-Za-z])[0-9]{3,}"
              + "|(?<!\\b(?:exit|signal|capability|errno|code) )(?<![A-Za-z0-9])[0-9]+(?![A-Za-z])");

  private static final int LONGEST = 240;

  private ErrorShape() {}

  /** Returns the shape of an error; empty for null. */
  static String of(String error) {
    var line = Objects.requireNonNullElse(error, "").lines().findFirst().orElse("").strip();
    return TextLimit.cut(PASSING.matcher(line).replaceAll("#"), LONGEST);
  }
}

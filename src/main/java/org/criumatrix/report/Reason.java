package org.criumatrix.report;

import java.util.Objects;
import java.util.regex.Pattern;

/** Why cells could not be run, without what differs from one of them to the next. */
final class Reason {

  /** A path of the machine's own files; one of the kernel's is a part of the reason. */
  private static final Pattern PATH =
      Pattern.compile("(?<![\\w.…])/(?!dev/|proc/|sys/)[^\\s/:;,'\")]++/[^\\s:;,'\")]*");

  private Reason() {}

  /** Returns the reason without paths, so that cells with the same reason are counted together. */
  static String of(String text) {
    return PATH.matcher(Objects.requireNonNullElse(text, "no reason")).replaceAll("…");
  }
}

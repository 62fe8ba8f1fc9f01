package org.criumatrix.repository;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A commit as a user names it.
 *
 * @param source of the clone, a folder or a URL
 * @param reference a tag, a branch, a commit or a release
 */
public record CommitName(String source, String reference) {

  private static final String HEAD = "HEAD";

  /** A URL may have an @ of its own, before its host. */
  private static final Pattern BOTH =
      Pattern.compile("(?<source>(?:[a-z+]+://[^/]*/|[^/:]+@[^/:]+:)?+.*)@(?<reference>[^@]+)");

  /** What begins otherwise is a folder. */
  private static final Pattern REFERENCE = Pattern.compile("\\w.*");

  /**
   * Reads {@code CLONE}, which is its HEAD, {@code CLONE@REFERENCE}, or {@code REFERENCE} alone.
   *
   * @param usual the clone of a reference alone; empty if it would need its own
   */
  public static CommitName of(String text, Optional<String> usual) {
    var both = BOTH.matcher(text);
    if (Files.isDirectory(Path.of(text))) {
      return new CommitName(text, HEAD);
    }
    if (both.matches()) {
      return new CommitName(both.group("source"), both.group("reference"));
    }
    return usual
        .filter(clone -> REFERENCE.matcher(text).matches() && !Clones.isUrl(text))
        .map(clone -> new CommitName(clone, text))
        .orElse(new CommitName(text, HEAD));
  }
}

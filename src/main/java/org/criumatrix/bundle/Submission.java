package org.criumatrix.bundle;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.criumatrix.record.Run;
import org.criumatrix.record.RunId;

/**
 * A run that arrived as an archive, made by {@code submit} or {@code bundle}, and was checked.
 *
 * @param id the run's permanent id
 * @param by who submitted it; empty if unnamed
 * @param redacted what was removed from its texts, in words; empty if the archive does not say it
 * @param run the run. Its evidence is not unpacked
 * @param files path in the archive → bytes
 */
public record Submission(
    RunId id, String by, String redacted, Run run, SortedMap<String, Long> files) {

  /**
   * Reads an archive in memory, and accepts only a whole run that follows all rules.
   *
   * @throws IOException with the archive, the file in it and the rule that it breaks
   */
  public static Submission read(Path archive) throws IOException {
    return new SubmissionReader(archive, SubmissionLimits.STANDARD, Instant.now()).read();
  }

  /**
   * Whether an archive contains {@code submission.json}; a bundle does not. What is no archive, or
   * an unsafe one, counts by what comes before the problem, which {@link #read} and {@link
   * Verification} report.
   */
  public static boolean isIn(Path archive) {
    var found = new AtomicBoolean();
    try (var in = new BufferedInputStream(Files.newInputStream(archive))) {
      PlainFiles.walk(
          Unpacked.gunzip(in),
          Unpacked.Limits.BUNDLE,
          (name, content) -> found.compareAndSet(false, name.equals(SubmissionHeader.FILE)));
    } catch (IOException e) {
      return found.get();
    }
    return found.get();
  }
}

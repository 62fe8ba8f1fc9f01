package org.criumatrix.criu;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.criumatrix.files.AtomicFile;
import org.criumatrix.host.SharedFolders;

/**
 * The last known state of a suite, so that the next start need not ask.
 *
 * @param packageVersion the version of its package {@code criu}; empty when it has none
 * @param remark why it has none
 * @param mirror the mirror that the user named; empty when none was
 * @param checked when the archive was asked, ISO 8601
 */
record SuiteState(String packageVersion, String remark, String mirror, String checked) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static SuiteState found(String packageVersion, String mirror) {
    return new SuiteState(packageVersion, "", mirror, Instant.now().toString());
  }

  static SuiteState absent(String remark, String mirror) {
    return new SuiteState("", remark, mirror, Instant.now().toString());
  }

  /**
   * Reads a state; empty when the suite was never asked or the file is damaged, and has to be asked
   * again.
   */
  static Optional<SuiteState> read(Path file) {
    try {
      return Files.exists(file)
          ? Optional.of(JSON.readValue(file.toFile(), SuiteState.class))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  void write(Path file) throws IOException {
    var draft = AtomicFile.draft(file);
    JSON.writeValue(draft.toFile(), this);
    SharedFolders.readable(draft, "rw-r--r--");
    AtomicFile.publish(draft, file);
  }

  boolean hasPackage() {
    return packageVersion != null && !packageVersion.isEmpty();
  }

  /** Returns whether the cached versions include the suite's. */
  boolean isServedBy(Set<String> packageVersions) {
    return !hasPackage() || packageVersions.contains(packageVersion);
  }

  /** Returns whether the state is from this mirror; another mirror may have what one lacks. */
  boolean isOf(String namedMirror) {
    return namedMirror.equals(mirror);
  }

  boolean isOlderThan(Duration age) {
    try {
      var then = Instant.parse(checked);
      // A time in the future comes from a wrong clock, so it is not trusted.
      return then.isBefore(Instant.now().minus(age)) || then.isAfter(Instant.now());
    } catch (DateTimeException | NullPointerException e) {
      return true;
    }
  }
}

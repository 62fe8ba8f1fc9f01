package org.criumatrix.junit;

import io.qameta.allure.Allure;
import io.qameta.allure.AllureLifecycle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicInteger;
import org.criumatrix.record.CellRecord;

/**
 * Attaches the evidence of cells to Allure's results, as long as the report stays small: of a
 * larger run only what differs, and never of more than {@link #MAX_CELLS}. The evidence folder has
 * all of it.
 */
final class AllureEvidence {

  /** The report has only the end of a longer log. */
  private static final int MAX_BYTES = 48 * 1024;

  /** With the evidence of as many, the report has about 10 MB. */
  static final int MAX_CELLS = 500;

  private final boolean onlyWhatDiffers;
  private final AtomicInteger left = new AtomicInteger(MAX_CELLS);

  /**
   * @param cells how many the run has
   */
  AllureEvidence(int cells) {
    this.onlyWhatDiffers = cells > MAX_CELLS;
  }

  /** Attaches the evidence of the cell whose test is running. */
  void attach(CellRecord r, Path folder) {
    if (takes(r)) {
      attach(folder.resolve(r.evidence().folder()));
    }
  }

  /** Whether the evidence of the cell is attached, which counts as done. */
  boolean takes(CellRecord r) {
    return (r.differs() || !onlyWhatDiffers) && left.getAndDecrement() > 0;
  }

  /**
   * The evidence itself becomes the attachment, as a hard link: copying it would cost more than the
   * cell.
   */
  private static void attach(Path evidence) {
    if (!Files.isDirectory(evidence)) {
      return;
    }
    var lifecycle = Allure.getLifecycle();
    try (var files = Files.list(evidence)) {
      for (var file : files.sorted().toList()) {
        attach(lifecycle, file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("evidence cannot be attached from " + evidence, e);
    }
  }

  private static void attach(AllureLifecycle lifecycle, Path file) throws IOException {
    if (Files.size(file) == 0) {
      return;
    }
    var source = lifecycle.prepareAttachment(file.getFileName().toString(), "text/plain", "txt");
    var target = AllureStatus.results().resolve(source);
    Files.createDirectories(target.getParent());
    if (Files.size(file) <= MAX_BYTES) {
      linkOrCopy(file, target);
    } else {
      try (var in = Files.newInputStream(file)) {
        in.skipNBytes(Files.size(file) - MAX_BYTES);
        Files.write(target, in.readAllBytes());
      }
    }
  }

  private static void linkOrCopy(Path file, Path target) throws IOException {
    try {
      Files.createLink(target, file.toAbsolutePath());
    } catch (FileSystemException | UnsupportedOperationException e) {
      // The evidence is on another file system than Allure's results.
      Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}

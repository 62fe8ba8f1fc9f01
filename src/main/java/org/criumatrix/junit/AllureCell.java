package org.criumatrix.junit;

import io.qameta.allure.Allure;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Link;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.TestResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.criumatrix.execution.Control;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Sha256;
import org.criumatrix.record.CellRecord;
import org.criumatrix.verdict.Outcome;

/**
 * Writes into Allure's result of the running test what the cell is and what became of it. The
 * status itself is set by {@link AllureStatus}, since JUnit's own comes after this.
 */
final class AllureCell {

  static final String VERDICT = "verdict";
  static final String JUDGEMENT = "judgement";
  static final String CELL = "cell";
  static final String MESSAGE = "message";

  /** The report has only the end of a longer log; the evidence folder has all of it. */
  private static final int MAX_ATTACHED = 48 * 1024;

  /**
   * Allure's report is one file and holds all that is attached: with the evidence of 630 cells it
   * is 63 MB, takes 14 s of processor time to make, and opens slowly; without, 10 MB and 4 s. In
   * larger runs only cells that differ have theirs attached, and the others in the evidence folder
   * alone.
   */
  private static final int MAX_CELLS = 500;

  private AllureCell() {}

  /**
   * @param cells how many the run has
   */
  static void describe(CellRecord r, Path folder, int cells) {
    var axes =
        Map.of(
            "criu", r.criu(), "privilege", r.privilege(), "runtime", r.runtime(), "host", r.host());
    Allure.getLifecycle()
        .updateTestCase(
            result -> {
              name(result, r.row(), r.id());
              behaviour(result, r.caseId());
              result.getLinks().add(page(r.id(), folder));
              if (r.cause().hasAddress()) {
                result.getLinks().add(issue(r.cause().issue()));
              }
              axes.forEach((key, value) -> result.getParameters().add(parameter(key, value)));
              label(result, VERDICT, r.verdict().key());
              label(result, JUDGEMENT, r.judgement().key());
              label(result, MESSAGE, "[%s] %s".formatted(r.judgement().key(), r.endingWithError()));
              result.setDescription(description(r));
            });
    if (cells <= MAX_CELLS || r.differs()) {
      attach(folder.resolve(r.evidence().folder()));
    }
  }

  static void describeControl(CaseId caseId, Control.Kind kind, Outcome outcome) {
    Allure.getLifecycle()
        .updateTestCase(
            result -> {
              name(result, "negative controls", caseId + " " + kind.title());
              behaviour(result, caseId);
              label(result, MESSAGE, describe(outcome));
            });
  }

  private static String describe(Outcome control) {
    return switch (control.verdict()) {
      case WORKS, REFUSES -> "the liar was not noticed";
      case FAILS -> "the liar was noticed: " + control.error();
      default -> control.error();
    };
  }

  private static void name(TestResult result, String suite, String id) {
    result.setName(id);
    result.setFullName(id);
    // Allure's own has numbers from JUnit, which depend on the selection.
    result.setHistoryId(Sha256.of(id));
    label(result, CELL, id);
    result
        .getLabels()
        .removeIf(l -> List.of("suite", "parentSuite", "subSuite").contains(l.getName()));
    label(result, "suite", suite);
  }

  /** Its tree of behaviours has rows, their cases, and of each its cells and its control. */
  private static void behaviour(TestResult result, CaseId caseId) {
    label(result, "feature", caseId.row());
    label(result, "story", caseId.toString());
  }

  /** The report is in {@code site/allure-report}, next to the folder of the run. */
  private static Link page(String cell, Path folder) {
    var name = folder.toAbsolutePath().normalize().getFileName();
    return new Link()
        .setName("this cell on the matrix page")
        .setType("custom")
        .setUrl(
            "../../%s/index.html#cell=%s"
                .formatted(name, URLEncoder.encode(cell, StandardCharsets.UTF_8)));
  }

  private static Link issue(String address) {
    return new Link().setName("the issue about its cause").setType("issue").setUrl(address);
  }

  private static void label(TestResult result, String name, String value) {
    result.getLabels().add(new Label().setName(name).setValue(value));
  }

  private static Parameter parameter(String name, String value) {
    return new Parameter().setName(name).setValue(value);
  }

  static String description(CellRecord r) {
    var text =
        new StringBuilder(
            "expected: " + r.result().expected() + "\n\nseen: " + r.endingWithError() + "\n");
    if (r.cause().why() != null) {
      text.append("\nwhy: ").append(r.cause().why()).append('\n');
    }
    r.cause().sentences().forEach(s -> text.append('\n').append(s).append('\n'));
    if (r.prediction() != null) {
      text.append("\npredicted: ").append(r.prediction().describe());
      r.advice().ifPresent(a -> text.append(" (").append(a.key()).append(')'));
      text.append('\n');
    }
    append(text, "holds", r.evidence().traits());
    append(text, "options", r.evidence().options());
    if (r.result().hint() != null) {
      text.append("\nhint: ").append(r.result().hint()).append('\n');
    }
    r.result()
        .checks()
        .forEach(
            (check, found) ->
                text.append("\n").append(check).append(": ").append(found).append('\n'));
    r.evidence().commands().forEach(c -> text.append("\n    ").append(c.line()).append("\n"));
    return text.toString();
  }

  private static void append(StringBuilder text, String what, List<String> known) {
    if (known != null && !known.isEmpty()) {
      text.append('\n').append(what).append(": ").append(String.join(", ", known)).append('\n');
    }
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
    if (Files.size(file) <= MAX_ATTACHED) {
      linkOrCopy(file, target);
    } else {
      try (var in = Files.newInputStream(file)) {
        in.skipNBytes(Files.size(file) - MAX_ATTACHED);
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

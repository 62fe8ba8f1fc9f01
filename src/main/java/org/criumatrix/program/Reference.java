package org.criumatrix.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The results of two uninterrupted runs. What differs between them cannot show whether a third run
 * is right, and is left out.
 */
public final class Reference {

  private static final List<String> OUTPUTS = List.of("stdout", "stderr", "client");

  private final RunResult one;
  private final Compared compared;
  private final Map<String, TextTemplate> outputs = new TreeMap<>();
  private final Map<String, TextTemplate> texts = new TreeMap<>();
  private final Map<String, FileContent> files = new TreeMap<>();
  private final TreeSet<String> varyingFiles = new TreeSet<>();
  private final boolean exits;

  public Reference(RunResult one, RunResult other, Compared compared) {
    this.one = one;
    this.compared = compared;
    this.exits = one.exit().isPresent() && one.exit().equals(other.exit());
    for (var name : OUTPUTS) {
      if (counts(name)) {
        outputs.put(
            name,
            TextTemplate.of(
                compared.counting(one.outputs().get(name)),
                compared.counting(other.outputs().get(name))));
      }
    }
    var names = new TreeSet<>(one.files().keySet());
    names.addAll(other.files().keySet());
    names.removeIf(name -> !compared.files().matches(name));
    names.forEach(name -> remember(name, one.files().get(name), other.files().get(name)));
  }

  private boolean counts(String output) {
    return switch (output) {
      case "stdout" -> compared.stdout();
      case "stderr" -> compared.stderr();
      default -> true;
    };
  }

  private void remember(String name, FileContent first, FileContent second) {
    if (first == null || second == null) {
      varyingFiles.add(name);
    } else if (first.lines().isPresent() && second.lines().isPresent()) {
      texts.put(
          name,
          TextTemplate.of(
              compared.counting(first.lines().get()), compared.counting(second.lines().get())));
    } else if (first.sha256().equals(second.sha256())) {
      files.put(name, first);
    } else {
      varyingFiles.add(name);
    }
  }

  /** Returns what a run has come to differently; what only shows times is marked as such. */
  public List<Difference> differences(RunResult run) {
    var found = new ArrayList<Difference>();
    if (exits && run.exit().isPresent() && !run.exit().equals(one.exit())) {
      found.add(
          new Difference(
              "exit code",
              String.valueOf(run.exit().getAsInt()),
              String.valueOf(one.exit().getAsInt()),
              false));
    }
    outputs.forEach(
        (name, template) ->
            template
                .difference(name, compared.counting(run.outputs().get(name)))
                .ifPresent(found::add));
    texts.forEach((name, template) -> text(name, template, run).ifPresent(found::add));
    files.forEach((name, content) -> binary(name, content, run).ifPresent(found::add));
    run.files().keySet().stream()
        .filter(name -> compared.files().matches(name))
        .filter(name -> !texts.containsKey(name) && !files.containsKey(name))
        .filter(name -> !varyingFiles.contains(name))
        .forEach(name -> found.add(new Difference("file " + name, "there", "no such file", false)));
    return found;
  }

  private Optional<Difference> text(String name, TextTemplate template, RunResult run) {
    var seen = run.files().get(name);
    if (seen == null || seen.lines().isEmpty()) {
      return Optional.of(
          new Difference(
              "file " + name, seen == null ? "not there" : seen.describe(), "a text", false));
    }
    return template.difference("file " + name, compared.counting(seen.lines().get()));
  }

  private static Optional<Difference> binary(String name, FileContent content, RunResult run) {
    var seen = run.files().get(name);
    if (seen != null && seen.sha256().equals(content.sha256())) {
      return Optional.empty();
    }
    return Optional.of(
        new Difference(
            "file " + name,
            seen == null ? "not there" : seen.describe(),
            content.describe(),
            false));
  }

  /**
   * Returns what differs between the uninterrupted runs, one place each: {@code stdout: 3 places}.
   */
  public List<String> varying() {
    var all = new ArrayList<String>();
    if (!exits && one.exit().isPresent()) {
      all.add("exit code");
    }
    outputs.forEach((name, template) -> lines(name, template).ifPresent(all::add));
    texts.forEach((name, template) -> lines("file " + name, template).ifPresent(all::add));
    varyingFiles.forEach(name -> all.add("file " + name));
    return all;
  }

  private static Optional<String> lines(String name, TextTemplate template) {
    var count = template.varying();
    if (count == 0) {
      return Optional.empty();
    }
    return Optional.of(
        template.isComparable()
            ? "%s: %d %s".formatted(name, count, count == 1 ? "place" : "places")
            : "all of " + name);
  }

  /**
   * Returns whether something of its results is the same in both runs. A run that prints and writes
   * nothing has its exit code alone.
   */
  public boolean isComparable() {
    var isSame =
        outputs.values().stream().anyMatch(TextTemplate::isComparable)
            || texts.values().stream().anyMatch(TextTemplate::isComparable)
            || !files.isEmpty();
    var isSilent = varying().isEmpty();
    return isSame || isSilent && exits;
  }

  /** Returns whether nothing but the exit code shows whether a run is right. */
  public boolean hasExitCodeAlone() {
    return isComparable()
        && files.isEmpty()
        && outputs.values().stream().noneMatch(TextTemplate::isComparable)
        && texts.values().stream().noneMatch(TextTemplate::isComparable);
  }

  /**
   * Returns the outputs and files in which a further uninterrupted run differs, too, so that they
   * show nothing.
   */
  public Set<String> noise(RunResult further) {
    return differences(further).stream()
        .filter(d -> !d.isTime())
        .map(Difference::place)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns whether results can be compared that are none of these outputs and files. */
  public boolean isComparableWithout(Set<String> noise) {
    return Stream.of(outputs, texts)
            .flatMap(m -> m.entrySet().stream())
            .anyMatch(e -> e.getValue().isComparable() && !isNoise(e.getKey(), noise))
        || files.keySet().stream().anyMatch(f -> !isNoise(f, noise));
  }

  private static boolean isNoise(String name, Set<String> noise) {
    return noise.contains(name) || noise.contains("file " + name);
  }

  /** Returns the result of the first uninterrupted run. */
  public RunResult result() {
    return one;
  }
}

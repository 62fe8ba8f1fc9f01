package org.criumatrix.advice;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.criumatrix.inventory.Trait;
import org.criumatrix.matrix.Expectation;
import org.criumatrix.matrix.MatrixFile;
import org.criumatrix.matrix.TraitSize;

/** Answers questions from what matrix.csv knows of every program, and from evidence. */
public final class Adviser {

  /** An option may make another one necessary; a longer chain would be an error in matrix.csv. */
  private static final int MAX_ROUNDS = 10;

  private final MatrixFile knowledge;
  private final Evidence evidence;

  public Adviser(MatrixFile file, Evidence evidence) {
    this.knowledge = file.knowledge();
    this.evidence = evidence;
  }

  /**
   * @param criu the version of a build
   */
  public Advice advise(Question question, String criu) {
    var asItIs = findings(question, criu, question.options());
    var options = new LinkedHashSet<>(question.options());
    var findings = asItIs;
    for (var round = 0; round < MAX_ROUNDS && options.addAll(remedies(findings)); round++) {
      findings = findings(question, criu, List.copyOf(options));
    }
    return new Advice(
        criu,
        evidence.versions().contains(criu),
        asItIs,
        List.copyOf(options),
        findings,
        question.hidden());
  }

  private List<Finding> findings(Question question, String criu, List<String> options) {
    var causes = knowledge.failures(question.cell(criu), question.kernel(), question.dump(options));
    var findings = new ArrayList<Finding>();
    causes.forEach(c -> findings.add(0, Finding.of(c, about(c, question.traits()))));
    knowledge
        .losses(question.cell(criu), question.kernel(), question.dump(options))
        .forEach(c -> findings.add(Finding.of(c, about(c, question.traits()))));
    var explained =
        findings.stream()
            .flatMap(f -> f.traits().stream())
            .map(Trait::name)
            .collect(Collectors.toSet());
    for (var trait : question.traits()) {
      if (!explained.contains(trait.name())) {
        findings.add(Finding.of(trait, evidence.of(trait.name(), criu), options));
      }
    }
    return List.copyOf(findings);
  }

  private static List<Trait> about(Expectation cause, List<Trait> traits) {
    var names = cause.details().traits();
    return traits.stream().filter(t -> names.contains(t.name())).toList();
  }

  /** Returns the options that do away with the causes, by the lines of matrix.csv. */
  private static Set<String> remedies(List<Finding> findings) {
    var options = new LinkedHashSet<String>();
    for (var finding : findings) {
      finding
          .cause()
          .ifPresent(
              cause ->
                  cause.details().remedy().options().stream()
                      .map(o -> o.replace("=SIZE", "=" + TraitSize.format(finding.bytes())))
                      .forEach(options::add));
      if (finding.effect() == Effect.UNTRIED && !finding.tried().isEmpty()) {
        // As it was tried, so that it is known what happens.
        options.addAll(finding.tried().get(0).missing(List.of()));
      }
    }
    return options;
  }
}

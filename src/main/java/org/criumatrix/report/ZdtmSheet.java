package org.criumatrix.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.criumatrix.matrix.Phase;
import org.criumatrix.report.Sheet.Table;
import org.criumatrix.report.Sheet.Tone;
import org.criumatrix.report.ZdtmAgreement.Line;
import org.criumatrix.verdict.Verdict;

/** Shows where CRIU's own tests and the cases of the row objects agree, and where not, and why. */
final class ZdtmSheet {

  static final String TITLE = "CRIU's own tests next to ours";

  private static final List<String> COLUMNS =
      List.of("test", "zdtm", "case", "objects", "why they differ");

  /** Stands for a reason that nobody has found yet. */
  static final String UNEXPLAINED = "not explained yet";

  private final ZdtmAgreement agreement;

  ZdtmSheet(ZdtmAgreement agreement) {
    this.agreement = agreement;
  }

  /** What a pair shows with a build. */
  private record Compared(ZdtmPair pair, List<Line> tests, List<Line> cases) {

    private static List<Line> ran(List<Line> lines) {
      return lines.stream().filter(l -> !l.verdict().equals(Verdict.UNAVAILABLE.key())).toList();
    }

    private boolean isComparable() {
      return !ran(tests).isEmpty() && !ran(cases).isEmpty();
    }

    private boolean agrees() {
      var words = new TreeSet<String>();
      ran(tests).forEach(l -> words.add(outcome(l)));
      ran(cases).forEach(l -> words.add(outcome(l)));
      return words.size() == 1;
    }

    /** ZDTM calls a dump that CRIU cannot make refused, the row objects a failure. */
    private static String outcome(Line line) {
      var refused =
          line.verdict().equals(Verdict.REFUSES.key()) || line.phase().equals(Phase.DUMP.key());
      return refused ? Phase.DUMP.key() : line.verdict();
    }

    private List<String> row() {
      return List.of(
          pair.test(),
          ends(tests),
          pair.caseName(),
          ends(cases),
          pair.reason().isEmpty() ? UNEXPLAINED : pair.reason());
    }

    /** Returns the ends, each once, with the flavours that have it. */
    private static String ends(List<Line> lines) {
      if (lines.isEmpty()) {
        return "not run";
      }
      var ran = ran(lines).isEmpty() ? lines : ran(lines);
      return ran.stream()
          .collect(Collectors.groupingBy(Compared::end, Collectors.toList()))
          .entrySet()
          .stream()
          .sorted(Map.Entry.comparingByKey())
          .map(e -> flavours(e.getValue()) + e.getKey())
          .collect(Collectors.joining("; "));
    }

    private static String flavours(List<Line> lines) {
      var flavours =
          lines.stream()
              .filter(l -> l.row().equals("zdtm"))
              .map(l -> l.caseName().replaceFirst(".*-", ""))
              .distinct()
              .sorted()
              .collect(Collectors.joining(", "));
      return flavours.isEmpty() ? "" : flavours + ": ";
    }

    private static String end(Line line) {
      return line.verdict().equals(Verdict.FAILS.key())
          ? "fails at %s: %s".formatted(line.phase(), line.error())
          : line.verdict();
    }
  }

  Sheet sheet() {
    var intro =
        List.of(
            "%d tests are about an object of the kernel that a case of the row objects has, too. Each"
                    .formatted(ZdtmPair.all().size())
                + " line shows both verdicts, root's; flavours that zdtm.py skips, or that could not run, are left out.");
    var tables = new ArrayList<Table>();
    for (var criu : agreement.builds()) {
      var all =
          ZdtmPair.all().stream()
              .map(p -> new Compared(p, agreement.tests(p, criu), agreement.cases(p, criu)))
              .toList();
      var compared = all.stream().filter(Compared::isComparable).toList();
      tables.add(
          table(
              "Differ with CRIU " + criu,
              Tone.BAD,
              compared.stream().filter(c -> !c.agrees()).toList(),
              true));
      tables.add(
          table(
              "Agree with CRIU " + criu,
              Tone.GOOD,
              compared.stream().filter(Compared::agrees).toList(),
              false));
      tables.add(
          table(
              "Not to be compared here with CRIU " + criu,
              Tone.PLAIN,
              all.stream().filter(c -> !c.isComparable()).toList(),
              false));
    }
    return new Sheet(TITLE, intro, tables).withoutEmptyTables();
  }

  private static Table table(String title, Tone tone, List<Compared> some, boolean withReason) {
    var width = withReason ? COLUMNS.size() : COLUMNS.size() - 1;
    return new Table(
        title,
        tone,
        COLUMNS.subList(0, width),
        some.stream().map(c -> c.row().subList(0, width)).toList());
  }
}

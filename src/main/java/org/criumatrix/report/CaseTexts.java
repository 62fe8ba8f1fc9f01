package org.criumatrix.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.record.CellRecord;
import org.criumatrix.situation.Situation;
import org.criumatrix.situation.Situations;
import org.criumatrix.verdict.Verdict;

/** What the page knows of cases: a sentence and a situation for each. */
final class CaseTexts {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Set<Verdict> TRIED = Set.of(Verdict.WORKS, Verdict.REFUSES, Verdict.FAILS);

  /**
   * What is written for a case.
   *
   * @param about one sentence; empty in runs of older suites
   * @param situation the id of its situation; empty for a case that the suite no longer has
   * @param role how it answers the question of its situation; empty without a situation
   */
  private record CaseText(String about, String situation, String role) {}

  /** What is written for a situation. */
  private record SituationText(String title, List<String> words) {}

  private CaseTexts() {}

  /**
   * Adds {@code cases} and {@code situations} to the page's data.
   *
   * @param cells the cells of the page
   */
  static void addTo(ObjectNode data, List<CellRecord> cells) {
    var situations = Situations.read();
    var cases = new LinkedHashMap<String, CaseText>();
    var used = new LinkedHashMap<String, SituationText>();
    sentences(cells)
        .forEach(
            (id, about) -> {
              var situation = situations.of(id);
              situation.ifPresent(s -> used.put(s.id(), new SituationText(s.title(), s.words())));
              var name = situation.map(Situation::id).orElse("");
              var role = situation.map(s -> situations.role(id).key()).orElse("");
              cases.put(id.toString(), new CaseText(sentence(about), name, role));
            });
    data.set("cases", JSON.valueToTree(cases));
    data.set("situations", JSON.valueToTree(used));
  }

  /** Programs about kernel objects say a part of a sentence. */
  private static String sentence(String about) {
    return about.isEmpty() || about.endsWith(".")
        ? about
        : about.substring(0, 1).toUpperCase(Locale.ROOT) + about.substring(1) + ".";
  }

  /** A program that ran may have said more than what is known of its case in advance. */
  private static Map<CaseId, String> sentences(List<CellRecord> cells) {
    var sentences = new LinkedHashMap<CaseId, String>();
    for (var cell : cells) {
      if (TRIED.contains(cell.verdict())) {
        sentences.putIfAbsent(cell.caseId(), cell.about());
      }
    }
    cells.forEach(c -> sentences.merge(c.caseId(), c.about(), (a, b) -> a.isEmpty() ? b : a));
    return sentences;
  }
}

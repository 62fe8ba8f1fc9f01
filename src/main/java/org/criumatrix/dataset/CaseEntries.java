package org.criumatrix.dataset;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.RowTitle;
import org.criumatrix.situation.Situation;
import org.criumatrix.situation.Situations;

/** Describes rows, situations and their cases. */
final class CaseEntries {

  private final Situations situations;

  CaseEntries(Situations situations) {
    this.situations = situations;
  }

  /** Returns the cases of the runs by id. */
  List<CaseEntry> cases(CaseFacts facts) {
    return facts.abouts().entrySet().stream()
        .map(
            e -> {
              var id = CaseId.parse(e.getKey());
              return new CaseEntry(
                  e.getKey(),
                  id.row(),
                  e.getValue().isEmpty() ? null : e.getValue(),
                  situation(id),
                  situations.role(id).name().toLowerCase(Locale.ROOT));
            })
        .toList();
  }

  /** Returns the id of a case's situation; null if this version does not know the case. */
  String situation(CaseId id) {
    return situations.of(id).map(Situation::id).orElse(null);
  }

  /** Returns all situations by id, also those that no run has tried. */
  List<SituationEntry> situations(List<CaseEntry> cases) {
    var ids =
        cases.stream()
            .filter(c -> Objects.nonNull(c.situation()))
            .collect(groupingBy(CaseEntry::situation, mapping(CaseEntry::id, toList())));
    return situations.all().stream()
        .map(
            s ->
                new SituationEntry(
                    s.id(),
                    s.title(),
                    s.about(),
                    s.row(),
                    s.words(),
                    ids.getOrDefault(s.id(), List.of()),
                    situations.cells(s.id()),
                    s.needs()))
        .sorted(Comparator.comparing(SituationEntry::id))
        .toList();
  }

  /** Returns the rows of the runs by id. */
  static List<RowEntry> rows(List<CellEntry> cells) {
    return Tallies.by(cells, c -> List.of(CaseId.parse(c.caseId()).row())).entrySet().stream()
        .map(e -> new RowEntry(e.getKey(), RowTitle.of(e.getKey()), e.getValue()))
        .toList();
  }
}

package org.criumatrix.site;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collection;
import java.util.List;
import org.criumatrix.dataset.CellEntry;

/**
 * What the JSON of a page has of a cell; data.json has everything.
 *
 * @param id of the cell with its run
 */
record CellData(
    String id,
    String verdict,
    String phase,
    String error,
    String cause,
    String harm,
    String kernel,
    List<String> options,
    String ended) {

  static List<CellData> of(Collection<CellEntry> cells) {
    return cells.stream()
        .sorted(EvidenceList.ORDER)
        .map(
            c ->
                new CellData(
                    c.id(),
                    c.verdict(),
                    c.phase(),
                    c.error(),
                    c.cause(),
                    c.harm(),
                    c.kernel(),
                    c.options(),
                    c.ended()))
        .toList();
  }

  /** A cell of a long list. */
  record Brief(String id, @JsonProperty("verdict") String result) {

    static List<Brief> of(Collection<CellEntry> cells) {
      return cells.stream()
          .sorted(EvidenceList.ORDER)
          .map(c -> new Brief(c.id(), c.verdict()))
          .toList();
    }
  }
}

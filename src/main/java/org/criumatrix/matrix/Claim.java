package org.criumatrix.matrix;

import java.util.List;

/**
 * What the publication or its results page reports of one case, from {@code claims.csv}.
 *
 * @param source {@code table1}, {@code page} or {@code text}
 * @param row the row of Table 1 that the claim belongs to
 * @param caseName the publication's case; {@code *} for the whole row
 * @param criu {@code 3.17.1} or {@code nonroot}
 * @param verdict {@code works}, {@code partial} or {@code fails}
 * @param needs {@code root} or {@code none}
 * @param remark the publication's own restriction; may be empty
 */
public record Claim(
    String source,
    String row,
    String caseName,
    String criu,
    String verdict,
    String needs,
    String remark) {

  /** Returns all claims, in the publication's order. */
  public static List<Claim> all() {
    return CsvData.read("/org/criumatrix/claims.csv").stream()
        .map(
            r ->
                new Claim(
                    r.get("source"),
                    r.get("row"),
                    r.get("case"),
                    r.get("criu"),
                    r.get("verdict"),
                    r.get("needs"),
                    r.get("remark")))
        .toList();
  }
}

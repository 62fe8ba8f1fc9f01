package org.criumatrix.matrix;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;

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

  /** Every claim, in the publication's order. */
  public static List<Claim> all() {
    try (var in =
            Objects.requireNonNull(
                Claim.class.getResourceAsStream("/org/criumatrix/claims.csv"), "claims.csv");
        var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      return CSVFormat.DEFAULT
          .builder()
          .setCommentMarker('#')
          .setHeader()
          .setSkipHeaderRecord(true)
          .get()
          .parse(reader)
          .stream()
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
    } catch (IOException e) {
      throw new UncheckedIOException("claims.csv cannot be read", e);
    }
  }
}

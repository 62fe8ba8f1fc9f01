package org.criumatrix.record;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.criumatrix.matrix.Phase;
import org.criumatrix.verdict.Judgement;
import org.criumatrix.verdict.Verdict;

/**
 * JSON of records: verdicts, judgements and phases are written by their keys, {@code as expected}.
 */
public final class RecordJson {

  private interface ByKey {
    @JsonValue
    String key();
  }

  private RecordJson() {}

  public static ObjectMapper mapper() {
    return JsonMapper.builder()
        .addMixIn(Verdict.class, ByKey.class)
        .addMixIn(Judgement.class, ByKey.class)
        .addMixIn(Phase.class, ByKey.class)
        // Old runs have an empty text in place of no phase.
        .withCoercionConfig(
            Phase.class,
            config -> config.setCoercion(CoercionInputShape.EmptyString, CoercionAction.AsNull))
        .build();
  }
}

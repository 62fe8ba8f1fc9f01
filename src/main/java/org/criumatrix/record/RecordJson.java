package org.criumatrix.record;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.StdConverter;
import org.criumatrix.matrix.Phase;
import org.criumatrix.verdict.Harm;
import org.criumatrix.verdict.Judgement;
import org.criumatrix.verdict.Verdict;

/**
 * JSON of records: each is one flat object, and verdicts, judgements, phases and harms are written
 * by their keys, {@code as expected}.
 */
public final class RecordJson {

  private interface ByKey {
    @JsonValue
    String key();
  }

  @JsonSerialize(converter = ToLine.class)
  @JsonDeserialize(converter = FromLine.class)
  private interface AsLine {}

  private static final class ToLine extends StdConverter<CellRecord, RecordLine> {
    @Override
    public RecordLine convert(CellRecord record) {
      return RecordLine.of(record);
    }
  }

  private static final class FromLine extends StdConverter<RecordLine, CellRecord> {
    @Override
    public CellRecord convert(RecordLine line) {
      return line.toRecord();
    }
  }

  private RecordJson() {}

  public static ObjectMapper mapper() {
    return JsonMapper.builder()
        .addMixIn(CellRecord.class, AsLine.class)
        .addMixIn(Verdict.class, ByKey.class)
        .addMixIn(Judgement.class, ByKey.class)
        .addMixIn(Phase.class, ByKey.class)
        .addMixIn(Harm.class, ByKey.class)
        // Old runs have an empty text in place of no phase.
        .withCoercionConfig(
            Phase.class,
            config -> config.setCoercion(CoercionInputShape.EmptyString, CoercionAction.AsNull))
        .build();
  }
}

package org.criumatrix.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.OptionalDouble;
import org.criumatrix.runs.AdviceScore;
import org.criumatrix.runs.AdviceScore.Count;
import org.criumatrix.runs.AdviceScore.Line;

/** Writes the data of the page's table "Advice". */
final class AdviceData {

  private static final ObjectMapper JSON = new ObjectMapper();

  private AdviceData() {}

  /** Returns null if no cell has a prediction. */
  static ObjectNode of(Overview overview) {
    var score = AdviceScore.of(List.of(overview.records()));
    if (score.total().cells() == 0) {
      return null;
    }
    var data = count("", score.total());
    data.put("minFound", AdviceScore.MIN_FOUND).put("maxAlarms", AdviceScore.MAX_ALARMS);
    data.put("findsEnough", score.findsEnough()).put("alarmsFew", score.alarmsFew());
    fill(data, "causes", score.causes());
    fill(data, "traits", score.traits());
    var places = new HashMap<String, Integer>();
    overview.records().forEach(r -> places.put(r.id(), places.size()));
    var wrong = data.withArrayProperty("wrong");
    score
        .wrong()
        .forEach(
            w ->
                wrong
                    .addObject()
                    .put("cell", places.get(w.cell().id()))
                    .put("predicted", w.cell().prediction().describe()));
    return data;
  }

  private static void fill(ObjectNode data, String name, List<Line> lines) {
    var array = data.withArrayProperty(name);
    lines.forEach(l -> array.add(count(l.name(), l.count())));
  }

  private static ObjectNode count(String name, Count count) {
    var data =
        JSON.createObjectNode()
            .put("name", name)
            .put("cells", count.cells())
            .put("hits", count.hits())
            .put("wrongCauses", count.wrongCauses())
            .put("misses", count.misses())
            .put("right", count.right())
            .put("falseAlarms", count.falseAlarms());
    put(data, "found", count.found());
    put(data, "alarms", count.alarms());
    return data;
  }

  private static void put(ObjectNode data, String name, OptionalDouble share) {
    if (share.isEmpty()) {
      data.putNull(name);
    } else {
      data.put(name, share.getAsDouble());
    }
  }
}

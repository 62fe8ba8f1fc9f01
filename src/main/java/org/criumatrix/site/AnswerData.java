package org.criumatrix.site;

import java.util.Collection;
import java.util.List;
import org.criumatrix.dataset.Answer;

/** What the JSON of a page has of an answer where there are many; data.json has everything. */
record AnswerData(
    String situation,
    String criu,
    String kernel,
    String privilege,
    String runtime,
    String host,
    String verdict,
    List<String> options) {

  static List<AnswerData> of(Collection<Answer> answers) {
    return answers.stream()
        .map(
            a ->
                new AnswerData(
                    a.situation(),
                    a.criu(),
                    a.kernel(),
                    a.privilege(),
                    a.runtime(),
                    a.host(),
                    a.verdict(),
                    a.options()))
        .toList();
  }
}

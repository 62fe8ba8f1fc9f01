package org.criumatrix.batch.htcondor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubmissionTest {

  @Test
  void wordsAreQuotedAsHtcondorReadsThem() {
    var text =
        new Submission()
            .arguments(List.of("two words", "it's", "a \"quote\""))
            .environment(Map.of("B", "x y", "A", "1"))
            .into("/home/job")
            .text();

    assertThat(text)
        .contains("arguments = \"'two words' 'it''s' 'a \"\"quote\"\"'\"\n")
        .contains("environment = \"'A=1' 'B=x y'\"\n")
        .contains("output = /home/job/stdout\n")
        .endsWith("queue\n");
  }

  @Test
  void itCanBeTheBeginningOfAnother() {
    var text = new Submission().with("request_cpus", "1").before("universe = vanilla\nqueue\n");

    assertThat(text).isEqualTo("request_cpus = 1\nuniverse = vanilla\nqueue\n");
  }
}

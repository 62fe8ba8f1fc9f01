package org.criumatrix.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubmitDescriptionTest {

  @Test
  void wordsAreQuotedAsHtcondorReadsThem() {
    var arguments = List.of("two words", "it's", "a \"quote\"");
    var env = Map.of("B", "x y", "A", "1");
    var text = new SubmitDescription("/image", "/bin/program", arguments, env, "/home/job").text();

    assertThat(text)
        .contains("arguments = \"'two words' 'it''s' 'a \"\"quote\"\"'\"\n")
        .contains("environment = \"'A=1' 'B=x y'\"\n")
        .contains("output = /home/job/stdout\n")
        .endsWith("queue\n");
  }
}

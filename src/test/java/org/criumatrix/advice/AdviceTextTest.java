package org.criumatrix.advice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.criumatrix.matrix.Plan;
import org.junit.jupiter.api.Test;

class AdviceTextTest {

  private static String text(Question question, boolean all) {
    var adviser = Questions.adviser();
    var advice = adviser.advise(question, "4.3");
    var commands = CommandPair.of(question.runtime(), 7, "", advice.options());
    return new AdviceText(question, (style, words) -> words, all)
        .of("process 7 (server)", advice, commands, List.of(adviser.advise(question, "4.2")));
  }

  @Test
  void theAnswerComesFirstThenTheCommandsThenTheCauses() {
    assertThat(text(Questions.of("tcp-established", "pipe"), false))
        .isEqualTo(
            """
            process 7 (server), CRIU 4.3 as root, Linux 6.18.1

              It can be checkpointed and restored with these options:

                criu dump --tree 7 --images-dir checkpoint --tcp-established
                criu restore --images-dir checkpoint --restore-detached --tcp-established

              solved    tcp-established (2)
                        at dump: one or other TCP. Not asked to
                        → --tcp-established  (shown by network/tcp)
                        https://example.org/7
              fine      2 further traits; --all lists them

              CRIU needs    root, or as an ordinary account cap_checkpoint_restore cap_net_admin cap_setpcap
              batch job     criu-job --criu-option=--tcp-established PROGRAM …
              CRIU 4.2      cannot tell, untried: tcp-established
            """);
  }

  @Test
  void aProgramThatWouldBeLostGetsNoCommands() {
    var plan = Questions.with(Questions.of("pipe"), "root", Set.of(Plan.WITHOUT_FILES));

    assertThat(text(plan, false))
        .contains("plan          without-files: restored where")
        .contains("It cannot be checkpointed: the dump ends well, but")
        .contains("lost      any program")
        .doesNotContain("criu dump", "criu-job");
  }

  @Test
  void whatIsLostSilentlyIsNamedWithItsRemedy() {
    assertThat(text(Questions.of("affinity"), false))
        .contains("It can be checkpointed and restored, but something comes back changed:")
        .contains("changed   affinity (2)\n            silently: CRIU's own is handed on\n")
        .contains("            → taskset around criu restore\n");
  }

  @Test
  void whatIsFineIsListedOnDemandWithItsEvidence() {
    assertThat(text(Questions.of("pipe"), true))
        .contains("It can be checkpointed and restored as it is:")
        .contains("fine      pipe: a pipe; 3 cells, such as serial/simple-c[criu=4.3]");
  }

  @Test
  void theUntriedAndTheHiddenAreNamed() {
    var q = Questions.of("perf");
    var hidden =
        new Question(
            q.traits(), List.of("fd: denied"), q.kernel(), "root", "none", List.of(), Set.of());

    assertThat(text(hidden, false))
        .contains("Cannot tell: no run has tried everything that it holds. On a copy, these would:")
        .contains("untried   perf")
        .contains("hidden    this account cannot see everything; run it as root")
        .contains("            fd: denied");
  }

  @Test
  void aChangeThatRemainsIsInTheFirstLine() {
    assertThat(text(Questions.of("eventfd-semaphore"), false))
        .contains("It can be checkpointed and restored, but something comes back changed:")
        .contains("at progress: no step beyond the")
        .contains("→ none known");
  }

  @Test
  void theJsonKeepsToItsSchema() throws Exception {
    var adviser = Questions.adviser();
    var question = Questions.of("tcp-established", "pipe", "perf", "eventfd-semaphore");
    var all = List.of(adviser.advise(question, "4.3"), adviser.advise(question, "4.2"));
    var commands = CommandPair.of("none", 7, "", all.get(0).options());
    var json = "[" + AdviceJson.of("process 7", 7, question, all, commands) + "]";
    var schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(Path.of("docs", "advice.schema.json")));

    assertThat(
            schema.validate(
                new ObjectMapper().readTree(json).toString(),
                com.networknt.schema.InputFormat.JSON))
        .isEmpty();
    assertThat(json).contains("\"exit_code\" : 12", "\"line\" : 6");
  }
}

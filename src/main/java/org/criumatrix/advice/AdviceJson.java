package org.criumatrix.advice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.criumatrix.inventory.Trait;
import org.criumatrix.matrix.Phase;
import org.criumatrix.matrix.Plan;

/** The advice for other programs; docs/advice.schema.json describes it. */
public final class AdviceJson {

  private static final int SCHEMA = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private AdviceJson() {}

  /**
   * @param target the process in words
   * @param all the advice for each build, that for the caller's first
   * @param commands for the first one
   */
  public static String of(
      String target, long pid, Question question, List<Advice> all, CommandPair commands) {
    var answer = all.get(0).answer();
    var text = new LinkedHashMap<String, Object>();
    text.put("schema", SCHEMA);
    text.put("target", target);
    text.put("pid", pid);
    text.put("runtime", question.runtime());
    text.put("kernel", question.kernel());
    text.put("privilege", question.privilege());
    text.put("plans", question.plans().stream().map(Plan::key).sorted().toList());
    text.put("answer", answer.words());
    text.put("exit_code", answer.code());
    text.put("traits", question.traits().stream().map(Trait::toString).toList());
    text.put("hidden", question.hidden());
    text.put("dump", commands.dump());
    text.put("restore", commands.restore());
    text.put("runc_conf", commands.file());
    text.put("builds", all.stream().map(AdviceJson::build).toList());
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(text) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the advice cannot be written as JSON", e);
    }
  }

  private static Map<String, Object> build(Advice advice) {
    var text = new LinkedHashMap<String, Object>();
    text.put("criu", advice.criu());
    text.put("known", advice.isKnown());
    text.put("answer", advice.answer().words());
    text.put("options", advice.options());
    text.put("capabilities", Needs.capabilities(advice.options()));
    text.put("criu_job", Needs.criuJob(advice.options()));
    text.put("as_it_is", advice.asItIs().stream().map(AdviceJson::finding).toList());
    text.put("with_options", advice.withOptions().stream().map(AdviceJson::finding).toList());
    return text;
  }

  private static Map<String, Object> finding(Finding finding) {
    var text = new LinkedHashMap<String, Object>();
    text.put("effect", finding.effect().key());
    text.put("traits", finding.traits().stream().map(Trait::toString).toList());
    finding
        .cause()
        .ifPresent(
            cause -> {
              var details = cause.details();
              text.put("phase", cause.at().map(Phase::key).orElse(""));
              text.put("error", cause.error());
              text.put("why", cause.why());
              text.put("remedy", details.remedy().text());
              text.put("proven_by", details.remedy().provenBy());
              text.put("fixed", details.fixed());
              text.put("issue", details.issue());
              text.put("line", cause.line());
            });
    text.put("cells", finding.tried().stream().map(Tried::example).toList());
    return text;
  }
}

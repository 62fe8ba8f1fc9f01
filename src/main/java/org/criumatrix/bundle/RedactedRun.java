package org.criumatrix.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Cell;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.RecordJson;
import org.criumatrix.record.Run;
import org.criumatrix.record.RunId;
import org.criumatrix.record.RunInfo;

/**
 * Redacts a run: a {@link Redactor} changes its texts, and the names of fields stay. Texts become
 * {@link PlainText}: programs print anything.
 */
final class RedactedRun {

  private static final ObjectMapper JSON = RecordJson.mapper();
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^A-Za-z0-9_.+~-]+");
  private static final Pattern WORD = Pattern.compile("\\S+");

  /** Fields with a fixed set of values, and times. */
  private static final Set<String> KEYS =
      Set.of("verdict", "phase", "judgement", "harm", "error_id", "started", "ended");

  /**
   * Fields with words of the suite: an account can have such a name by accident. The permanent id
   * of a run depends on some of them.
   */
  private static final Set<String> OWN_WORDS =
      Set.of(
          "row", "case", "criu", "privilege", "runtime", "host", "version", "suite", "processor");

  private RedactedRun() {}

  static Run of(Run run, Redactor redactor) {
    return new Run(
        run.place(),
        run.records().stream().map(r -> redacted(r, redactor)).toList(),
        run.info().map(info -> redacted(info, redactor)));
  }

  private static CellRecord redacted(CellRecord record, Redactor redactor) {
    ObjectNode line = JSON.valueToTree(record);
    redacted(line, redactor);
    // The id is made from the redacted axes: redacted as one text, it could differ from them.
    line.put("cell", id(line));
    return parsed(line, CellRecord.class);
  }

  private static String id(ObjectNode line) {
    return Cell.of(
            CaseId.parse(line.get("case").textValue()),
            line.get("criu").textValue(),
            line.get("privilege").textValue(),
            line.get("runtime").textValue(),
            line.get("host").textValue())
        .id();
  }

  static RunInfo redacted(RunInfo info, Redactor redactor) {
    return parsed(redacted(JSON.<JsonNode>valueToTree(info), redactor), RunInfo.class);
  }

  private static <T> T parsed(JsonNode node, Class<T> type) {
    try {
      return JSON.treeToValue(node, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a redacted record cannot be read again", e);
    }
  }

  private static JsonNode redacted(JsonNode node, Redactor redactor) {
    if (node instanceof TextNode text) {
      return TextNode.valueOf(PlainText.cleaned(redactor.redact(text.textValue())));
    }
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              e ->
                  e.setValue(
                      e.getValue() instanceof TextNode text
                          ? TextNode.valueOf(
                              PlainText.cleaned(redacted(e.getKey(), text.textValue(), redactor)))
                          : redacted(e.getValue(), redactor)));
    } else if (node instanceof ArrayNode array) {
      for (var i = 0; i < array.size(); i++) {
        array.set(i, redacted(array.get(i), redactor));
      }
    }
    return node;
  }

  private static String redacted(String field, String text, Redactor redactor) {
    if (KEYS.contains(field)) {
      return text;
    }
    return OWN_WORDS.contains(field) || RunId.isSelecting(field)
        ? WORD.matcher(text).replaceAll(m -> Matcher.quoteReplacement(word(m.group(), redactor)))
        : redactor.redact(text);
  }

  private static String word(String word, Redactor redactor) {
    return RunId.isOwnWord(word) ? redactor.redactNamed(word) : redactor.redact(word);
  }

  /**
   * Returns the vocabulary of results: the values of the axes, and the names of builds and
   * machines.
   */
  static Set<String> vocabulary(Run run) {
    var words = new TreeSet<String>();
    run.records()
        .forEach(
            r -> {
              // The path of a user's own build can reveal the user's name.
              if (!r.criu().startsWith("path:")) {
                addWords(words, r.id());
              }
              addWords(words, r.kernel());
            });
    run.info().ifPresent(info -> addWords(words, info));
    return words;
  }

  private static void addWords(Set<String> words, RunInfo info) {
    addWords(words, info.suite());
    for (var build : info.criuBuilds()) {
      addWords(words, build.packageVersion());
      if (!build.version().startsWith("path:")) {
        addWords(words, build.origin());
        addWords(words, build.version());
      }
    }
    info.hosts().keySet().forEach(host -> addWords(words, host));
    info.hosts()
        .values()
        .forEach(
            facts ->
                addWords(words, facts.getOrDefault("distribution", "").toLowerCase(Locale.ROOT)));
  }

  private static void addWords(Set<String> words, String text) {
    if (text != null) {
      BETWEEN_WORDS.splitAsStream(text).filter(w -> !w.isEmpty()).forEach(words::add);
    }
  }
}

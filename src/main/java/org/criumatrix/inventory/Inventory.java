package org.criumatrix.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What native/inventory printed of a process tree; docs/inventory.schema.json describes it. */
public final class Inventory {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SCHEMA = 1;

  private final JsonNode root;
  private final Map<String, List<JsonNode>> objects = new HashMap<>();

  private Inventory(JsonNode root) {
    this.root = root;
    var processes = list(root, "processes");
    var pids = processes.stream().map(p -> p.path("pid").asLong()).collect(Collectors.toSet());
    objects.put("tree", List.of(root));
    objects.put("process", processes);
    for (var kind : List.of("descriptor", "mapping", "thread")) {
      var all = new ArrayList<JsonNode>();
      processes.forEach(p -> all.addAll(list(p, kind + "s")));
      objects.put(kind, all);
    }
    processes.forEach(p -> addPlaces((ObjectNode) p, pids));
    objects.get("descriptor").stream()
        .filter(d -> d.path("kind").asText().equals("pidfd"))
        .forEach(d -> ((ObjectNode) d).put("process_in_tree", isIn(d, "process", pids)));
  }

  private static void addPlaces(ObjectNode process, Set<Long> pids) {
    process.put("session_in_tree", isIn(process, "session", pids));
    process.put("group_in_tree", isIn(process, "process_group", pids));
  }

  private static boolean isIn(JsonNode object, String field, Set<Long> pids) {
    return pids.contains(object.path(field).asLong());
  }

  private static List<JsonNode> list(JsonNode object, String field) {
    return StreamSupport.stream(object.path(field).spliterator(), false).toList();
  }

  /**
   * @throws IllegalArgumentException if the text is no inventory
   */
  public static Inventory parse(String json) {
    try {
      var root = JSON.readTree(json);
      if (root == null || root.path("schema").asInt() != SCHEMA) {
        throw new IllegalArgumentException("no inventory of schema " + SCHEMA);
      }
      for (var process : root.path("processes")) {
        if (!process.isObject()) {
          throw new IllegalArgumentException("a process that is no object");
        }
      }
      return new Inventory(root);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no inventory: " + e.getOriginalMessage(), e);
    }
  }

  /** Returns the traits of the tree, in the order of traits.csv. */
  public List<Trait> traits() {
    return TraitRule.all().stream()
        .map(rule -> rule.in(objects.get(rule.of())))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Returns what the caller may not see, one line each; a trait may be hidden there. */
  public List<String> unknown() {
    return list(root, "unknown").stream()
        .map(u -> "%s: %s".formatted(u.path("file").asText(), u.path("message").asText()))
        .distinct()
        .toList();
  }

  public int processes() {
    return objects.get("process").size();
  }
}

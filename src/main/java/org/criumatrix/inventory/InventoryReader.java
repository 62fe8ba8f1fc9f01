package org.criumatrix.inventory;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Reads an inventory object by object: that of a program with 10,000 descriptors has 10 MiB, and as
 * a tree of nodes many times as much.
 */
final class InventoryReader implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SCHEMA = 1;
  private static final String PROCESSES = "processes";

  /** The lists of a process, and what one element of it is called in traits.csv. */
  private static final Map<String, String> LISTS =
      Map.of("descriptors", "descriptor", "mappings", "mapping", "threads", "thread");

  private final JsonParser parser;
  private final ObjectNode root = JSON.createObjectNode();
  private final List<ObjectNode> processes = new ArrayList<>();

  /** Whether their processes are in the tree shows only when all processes are known. */
  private final List<ObjectNode> pidfds = new ArrayList<>();

  /** Whether an executable mapping of the present process was read. */
  private boolean hasCode;

  private final List<TraitCount> counts = new ArrayList<>();
  private final Map<String, List<TraitCount>> countsByKind;

  InventoryReader(String json) throws IOException {
    parser = JSON.createParser(json);
    record Pair(String kind, TraitCount count) {}
    var pairs = TraitRule.all().stream().map(r -> new Pair(r.of(), new TraitCount(r))).toList();
    pairs.forEach(p -> counts.add(p.count()));
    countsByKind = pairs.stream().collect(groupingBy(Pair::kind, mapping(Pair::count, toList())));
  }

  Inventory read() throws IOException {
    if (parser.nextToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        readField(parser.currentName());
      }
    }
    if (parser.nextToken() != null || root.path("schema").asInt() != SCHEMA) {
      throw new IllegalArgumentException("no inventory of schema " + SCHEMA);
    }
    var pids = processes.stream().map(p -> p.path("pid").asLong()).collect(Collectors.toSet());
    pidfds.forEach(d -> look("descriptor", d.put("process_in_tree", isIn(d, "process", pids)), 0));
    for (var process : processes) {
      process.put("session_in_tree", isIn(process, "session", pids));
      process.put("group_in_tree", isIn(process, "process_group", pids));
      process.put("other_account", !isOfCaller(process));
      process.put("nested_pid_namespace", isNested(process));
      look("process", process, process.path("pid").asLong());
    }
    addMissingCapabilities(root.path("caller"));
    look("tree", root, 0);
    return new Inventory(
        counts.stream().map(TraitCount::trait).flatMap(Optional::stream).toList(),
        Inventory.unknown(root),
        processes.size(),
        root.path("caller").path("kernel").asText(),
        processes.isEmpty() ? "" : processes.get(0).path("command").asText());
  }

  /** What the caller may not do, a CRIU that it starts may not do either. */
  private static void addMissingCapabilities(JsonNode caller) {
    if (caller instanceof ObjectNode known && caller.has("capabilities")) {
      Capabilities.missing(caller.path("capabilities").asText())
          .forEach(known.putArray("lacks")::add);
      if (caller.has("bounding_capabilities")) {
        Capabilities.missing(caller.path("bounding_capabilities").asText())
            .forEach(known.putArray("bounding_lacks")::add);
      }
    }
  }

  private void readField(String name) throws IOException {
    var token = parser.nextToken();
    if (!name.equals(PROCESSES) || token != JsonToken.START_ARRAY) {
      root.set(name, parser.<JsonNode>readValueAsTree());
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("a process that is no object");
      }
      processes.add(process());
    }
  }

  private ObjectNode process() throws IOException {
    var process = JSON.createObjectNode();
    hasCode = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var name = parser.currentName();
      var kind = LISTS.get(name);
      if (parser.nextToken() == JsonToken.START_ARRAY && kind != null) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          element(kind, parser.readValueAsTree(), process.path("pid").asLong());
        }
      } else {
        process.set(name, parser.<JsonNode>readValueAsTree());
      }
    }
    return process;
  }

  private void element(String kind, JsonNode object, long pid) {
    if (kind.equals("mapping") && !hasCode && object.path("access").asText().contains("x")) {
      hasCode = true;
      ((ObjectNode) object).put("first_code", true);
    }
    if (object instanceof ObjectNode pidfd && object.path("kind").asText().equals("pidfd")) {
      pidfds.add(pidfd);
    } else {
      look(kind, object, pid);
    }
  }

  private void look(String kind, JsonNode object, long pid) {
    countsByKind.get(kind).forEach(c -> c.look(object, pid));
  }

  /** Whether all of its user and group IDs are those of the caller. */
  private boolean isOfCaller(JsonNode process) {
    var caller = root.path("caller");
    return all(process.at("/credentials/uid"), caller.path("uid"))
        && all(process.at("/credentials/gid"), caller.path("gid"));
  }

  private static boolean all(JsonNode ids, JsonNode own) {
    return StreamSupport.stream(ids.spliterator(), false).allMatch(own::equals);
  }

  /** A zombie has no namespaces. */
  private boolean isNested(JsonNode process) {
    var own = pidNamespace(process);
    return !own.isMissingNode() && !own.equals(pidNamespace(processes.get(0)));
  }

  private static JsonNode pidNamespace(JsonNode process) {
    return process.at("/namespaces/pid/inode");
  }

  private static boolean isIn(JsonNode object, String field, Set<Long> pids) {
    return pids.contains(object.path(field).asLong());
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}

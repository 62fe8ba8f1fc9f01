package org.criumatrix.rpc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.criumatrix.matrix.CsvData;

/** Makes a request of a command line. */
final class RpcRequest {

  /** The first descriptor that the client opens; lower ones may be those of --inherit-fd. */
  private static final int FIRST_DESCRIPTOR = 201;

  private static final Pattern INHERIT = Pattern.compile("fd\\[(\\d+)\\]:(.*)");
  private static final Pattern SIZE = Pattern.compile("(\\d+)([KMG]|)");

  /** Each is 1024 times the one before. */
  private static final List<String> UNITS = List.of("", "K", "M", "G");

  private final RpcSchema schema;
  private final Map<String, Object> fields = new LinkedHashMap<>();
  private final List<String> words = new ArrayList<>();
  private final List<String> client = new ArrayList<>();

  private RpcRequest(RpcSchema schema) {
    this.schema = schema;
  }

  /**
   * Reads a command line.
   *
   * @param arguments the action and the options
   * @throws NotByRpcException if RPC has no field for an option
   */
  static RpcRequest of(RpcSchema schema, List<String> arguments) {
    var request = new RpcRequest(schema);
    var rest = new ArrayDeque<>(arguments);
    while (!rest.isEmpty()) {
      request.take(rest);
    }
    return request;
  }

  /** Returns the action, with its word if it has one: {@code cpuinfo dump}. */
  String action() {
    return String.join(" ", words);
  }

  /** Returns the fields of {@code criu_opts}. */
  Map<String, Object> fields() {
    return fields;
  }

  /** Returns the options of the client, which does what RPC leaves to it. */
  List<String> client() {
    return client;
  }

  /**
   * Returns the request in hexadecimal.
   *
   * @throws NotByRpcException if RPC has no request for the action
   */
  String encoded() {
    var all = new LinkedHashMap<String, Object>();
    all.put("type", type());
    all.put("opts", fields);
    return schema.encode(all);
  }

  private String type() {
    var action = action();
    var line =
        CsvData.read("/org/criumatrix/rpc/requests.csv").stream()
            .filter(l -> l.get("action").equals(action))
            .findFirst()
            .orElseThrow(() -> new NotByRpcException("requests.csv does not have " + action));
    if (!line.get("why").isEmpty()) {
      throw new NotByRpcException(line.get("why"));
    }
    return Stream.of(line.get("types").split(" "))
        .filter(schema.types()::contains)
        .findFirst()
        .orElseThrow(() -> new NotByRpcException("RPC has no request for criu " + action));
  }

  private void take(Deque<String> rest) {
    var word = rest.remove();
    if (word.startsWith("--")) {
      var parts = word.substring(2).split("=", 2);
      var option =
          RpcOption.named(parts[0])
              .orElseThrow(() -> new NotByRpcException("options.csv does not have " + word));
      put(option, parts.length > 1 ? parts[1] : option.hasValue() ? next(word, rest) : "");
    } else if (word.startsWith("-")) {
      var option =
          RpcOption.withShortName(word.substring(1, 2))
              .orElseThrow(() -> new NotByRpcException("options.csv does not have " + word));
      var value = word.substring(2);
      put(option, option.hasValue() && value.isEmpty() ? next(word, rest) : value);
    } else {
      words.add(word);
    }
  }

  private static String next(String option, Deque<String> rest) {
    if (rest.isEmpty()) {
      throw new NotByRpcException(option + " has no value");
    }
    return rest.remove();
  }

  private void put(RpcOption option, String value) {
    if (option.kind() == RpcOption.Kind.NONE) {
      throw new NotByRpcException(option.why());
    }
    if (!option.field().isEmpty() && !schema.hasOption(option.field())) {
      throw new NotByRpcException("this CRIU's RPC has no field for --" + option.name());
    }
    switch (option.kind()) {
      case FLAG -> set(option, true);
      case TEXT -> set(option, value);
      case TEXTS -> add(option, value);
      case NUMBER -> set(option, Long.parseLong(value));
      case SIZE -> set(option, bytes(value));
      case WORD -> set(option, word(option, value));
      case FOLDER -> set(option, open(value));
      case INHERIT -> add(option, inherited(value));
      case GROUP_ROOT -> add(option, groupRoot(value));
      case SCRIPT -> {
        client.addAll(List.of("--script", value));
        set(option, true);
      }
      case PID_FILE -> client.addAll(List.of("--pid-file", value));
      default -> {
        // RPC does it without being asked.
      }
    }
  }

  private void set(RpcOption option, Object value) {
    var path = option.field().split("\\.");
    if (path.length == 1) {
      fields.put(path[0], value);
    } else {
      message(path[0]).put(path[1], value);
    }
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> message(String field) {
    return (Map<String, Object>) fields.computeIfAbsent(field, f -> new LinkedHashMap<>());
  }

  @SuppressWarnings("unchecked")
  private void add(RpcOption option, Object value) {
    ((List<Object>) fields.computeIfAbsent(option.field(), f -> new ArrayList<>())).add(value);
  }

  private int open(String folder) {
    var descriptor = FIRST_DESCRIPTOR + client.size() / 2;
    client.addAll(List.of("--open", descriptor + "=" + folder));
    return descriptor;
  }

  private static Object word(RpcOption option, String value) {
    var said = option.values().get(value);
    if (said == null) {
      throw new NotByRpcException(
          "options.csv has no value of RPC for --%s=%s".formatted(option.name(), value));
    }
    return said.matches("\\d+") ? (Object) Long.valueOf(said) : said;
  }

  private static long bytes(String value) {
    var size = SIZE.matcher(value);
    if (!size.matches()) {
      throw new NotByRpcException("not a size: " + value);
    }
    return Long.parseLong(size.group(1)) << 10 * UNITS.indexOf(size.group(2));
  }

  private static Map<String, Object> inherited(String value) {
    var parts = INHERIT.matcher(value);
    if (!parts.matches()) {
      throw new NotByRpcException("RPC has only descriptors for --inherit-fd, not " + value);
    }
    return Map.of("key", parts.group(2), "fd", Integer.valueOf(parts.group(1)));
  }

  private static Map<String, Object> groupRoot(String value) {
    var colon = value.indexOf(':');
    return colon < 0
        ? Map.of("path", value)
        : Map.of("ctrl", value.substring(0, colon), "path", value.substring(colon + 1));
  }
}

package org.criumatrix.rpc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The client that calls CRIU by its C library, {@code native/rpc/criu-library}.
 *
 * @param program where the client is on the host
 * @param libraries what it loads: the library of Protocol Buffers, and libcriu
 */
public record LibraryClient(String program, RpcSchema schema, List<Path> libraries)
    implements UnaryOperator<List<String>> {

  /** The client's place among the workloads. */
  public static final String PROGRAM = "rpc/criu-library";

  private static final List<String> ACTIONS = List.of("dump", "pre-dump", "restore");

  /** Functions that are not named after their field. */
  private static final Map<String, String> NAMES =
      Map.of(
          "parent_img", "criu_set_parent_images",
          "irmap_scan_paths", "criu_add_irmap_path",
          "ps", "criu_set_page_server_address_port");

  /**
   * Returns the command line of the client.
   *
   * @param criu a command line of CRIU
   * @throws NotByRpcException if libcriu has no function for an option or for the action
   */
  @Override
  public List<String> apply(List<String> criu) {
    var request = RpcRequest.of(schema, criu.subList(1, criu.size()));
    if (!ACTIONS.contains(request.action())) {
      throw new NotByRpcException("the suite calls no function of libcriu for " + request.action());
    }
    var argv = new ArrayList<>(List.of(program));
    argv.addAll(request.client());
    libraries.forEach(library -> argv.add(library.toString()));
    argv.addAll(List.of(criu.get(0), request.action()));
    var functions = functions();
    request.fields().forEach((field, value) -> calls(field, value, functions).forEach(argv::add));
    return List.copyOf(argv);
  }

  /** The client sets the callback for notifications itself. */
  private Stream<String> calls(String field, Object value, String functions) {
    if (field.equals("notify_scripts")) {
      return Stream.empty();
    }
    var prefix = value instanceof List ? "criu_add_" : "criu_set_";
    var function = NAMES.getOrDefault(field, prefix + field);
    if (!functions.contains('\0' + function + '\0')) {
      throw new NotByRpcException("libcriu has no " + function);
    }
    var values = value instanceof List<?> several ? several : List.of(value);
    return values.stream().map(one -> function + " " + argument(field, one));
  }

  private String argument(String field, Object value) {
    if (value instanceof Map<?, ?> message) {
      return Stream.of("ctrl", "path", "fd", "key", "address", "port")
          .filter(
              name -> message.containsKey(name) || name.equals("ctrl") && field.equals("cg_root"))
          .map(name -> message.containsKey(name) ? String.valueOf(message.get(name)) : "")
          .reduce((first, second) -> first + " " + second)
          .orElseThrow();
    }
    if (value instanceof Boolean) {
      return "1";
    }
    return value instanceof String word && schema.isWord(field)
        ? String.valueOf(schema.number(field, word))
        : String.valueOf(value);
  }

  /** Returns the library's names, each between two zero bytes, as its table of symbols has them. */
  private String functions() {
    try {
      var library = libraries.get(libraries.size() - 1);
      return new String(Files.readAllBytes(library), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

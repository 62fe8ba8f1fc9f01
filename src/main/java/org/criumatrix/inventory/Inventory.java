package org.criumatrix.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What native/inventory printed of a process tree; docs/inventory.schema.json describes it.
 *
 * @param traits of the tree, in the order of traits.csv
 * @param unknown what the caller may not see, one line each; a trait may be hidden there
 * @param processes how many
 * @param kernel the release of the kernel
 * @param command the name of the first process
 */
public record Inventory(
    List<Trait> traits, List<String> unknown, int processes, String kernel, String command) {

  /**
   * @throws IllegalArgumentException if the text is no inventory
   */
  public static Inventory parse(String json) {
    try (var reader = new InventoryReader(json)) {
      return reader.read();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no inventory: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("a text cannot be read", e);
    }
  }

  static List<String> unknown(JsonNode root) {
    return StreamSupport.stream(root.path("unknown").spliterator(), false)
        .map(u -> "%s: %s".formatted(u.path("file").asText(), u.path("message").asText()))
        .distinct()
        .toList();
  }
}

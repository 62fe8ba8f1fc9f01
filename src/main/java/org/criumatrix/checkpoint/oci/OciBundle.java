package org.criumatrix.checkpoint.oci;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.checkpoint.image.Sandbox;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host.Mode;
import org.criumatrix.matrix.ResourceText;

/** Makes the bundle that runc and crun read: a folder with a root and a configuration. */
final class OciBundle {

  private static final ObjectMapper JSON = new ObjectMapper();

  private OciBundle() {}

  static String folder(RuntimeContext context, String name) {
    return context.folder() + "/bundle-" + name;
  }

  /** Makes a bundle whose root has only the program. */
  static void make(RuntimeContext context, String name, Command plain) {
    var host = context.host();
    var volume = context.working();
    Sandbox.make(
        context,
        name,
        List.of(plain.argv().get(0)),
        volume.isEmpty() ? List.of() : List.of(volume));
    host.mkdir(folder(context, name), Mode.PUBLIC);
    var config = template();
    ((ObjectNode) config.get("root")).put("path", Sandbox.folder(context, name));
    var process = (ObjectNode) config.get("process");
    process.set("args", JSON.valueToTree(plain.argv()));
    process.set(
        "env",
        JSON.valueToTree(
            plain.env().entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList()));
    if (!volume.isEmpty()) {
      process.put("cwd", plain.cwd());
      ((ArrayNode) config.get("mounts")).add(mount(volume));
    }
    if (!context.network().isEmpty()) {
      join(config, "/run/netns/" + context.network());
    }
    var text = config.toPrettyString().getBytes(StandardCharsets.UTF_8);
    host.write(folder(context, name) + "/config.json", text, Mode.DATA);
  }

  /** Returns the mount of a host's folder at the same path. */
  private static ObjectNode mount(String folder) {
    var mount = JSON.createObjectNode();
    mount.put("destination", folder).put("source", folder).put("type", "bind");
    mount.putArray("options").add("rbind").add("rw");
    return mount;
  }

  /** Puts the container into a network namespace that exists. */
  private static void join(ObjectNode config, String path) {
    for (var namespace : config.get("linux").get("namespaces")) {
      if (namespace.get("type").asText().equals("network")) {
        ((ObjectNode) namespace).put("path", path);
      }
    }
  }

  private static ObjectNode template() {
    try {
      return (ObjectNode) JSON.readTree(ResourceText.beside(OciBundle.class, "bundle.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package org.criumatrix.checkpoint.oci;

import com.fasterxml.jackson.databind.ObjectMapper;
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
    Sandbox.make(context, name, List.of(plain.argv().get(0)), List.of());
    host.mkdir(folder(context, name), Mode.PUBLIC);
    var config = template();
    ((ObjectNode) config.get("root")).put("path", Sandbox.folder(context, name));
    var process = (ObjectNode) config.get("process");
    process.set("args", JSON.valueToTree(plain.argv()));
    process.set(
        "env",
        JSON.valueToTree(
            plain.env().entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList()));
    var text = config.toPrettyString().getBytes(StandardCharsets.UTF_8);
    host.write(folder(context, name) + "/config.json", text, Mode.DATA);
  }

  private static ObjectNode template() {
    try {
      return (ObjectNode) JSON.readTree(ResourceText.beside(OciBundle.class, "bundle.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

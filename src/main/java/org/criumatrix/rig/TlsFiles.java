package org.criumatrix.rig;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.criumatrix.cell.Fault;
import org.criumatrix.cell.Waits;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Command;
import org.criumatrix.matrix.Phase;
import org.criumatrix.matrix.ResourceText;

/**
 * Certificates for a page server and its client: {@code server} and {@code client} are good, {@code
 * other} is for another name, {@code bad} is revoked.
 */
public final class TlsFiles {

  private static final String SCRIPT = ResourceText.beside(TlsFiles.class, "tls.sh");
  private static final List<String> ADDRESS =
      List.of("--address", "127.0.0.1", "--port", PageServer.PORT);

  private final String folder;
  private final Waits waits;

  private TlsFiles(String folder, Waits waits) {
    this.folder = folder;
    this.waits = waits;
  }

  static TlsFiles make(RuntimeContext context, Waits waits) {
    var folder = context.mkdir("tls");
    context.host().execChecked(Command.of("sh", "-c", SCRIPT, folder));
    return new TlsFiles(folder, waits);
  }

  /** Returns CRIU's options for one who has this certificate. */
  public String[] of(String name) {
    return new String[] {
      "--tls",
      "--tls-cacert",
      folder + "/ca.crt",
      "--tls-cert",
      "%s/%s.crt".formatted(folder, name),
      "--tls-key",
      "%s/%s.key".formatted(folder, name)
    };
  }

  /** Returns the list of revoked certificates. */
  public String revoked() {
    return folder + "/crl.pem";
  }

  /** A dump is to send memory to a page server with a certificate that it must not trust. */
  public Fault serving(String name, String about) {
    return new Untrusted(name, "the page server had " + about);
  }

  private final class Untrusted implements Fault {
    private final String name;
    private final String about;
    private Background server;

    Untrusted(String name, String about) {
      this.name = name;
      this.about = about;
    }

    @Override
    public String about() {
      return about;
    }

    @Override
    public RuntimeContext begin(RuntimeContext context, String images) {
      var received = images + "-received";
      context.host().mkdir(received, context.owner("0755"));
      server = Background.start(context, "page-server", received, with(ADDRESS, of(name)));
      server.awaitReady(Phase.DUMP, waits.start(), () -> PageServer.listens(context));
      var client =
          with(with(List.of("--page-server"), ADDRESS.toArray(String[]::new)), of("client"));
      return context.withCriu(context.criu().with(client, Map.of()));
    }

    private List<String> with(List<String> some, String... more) {
      var all = new ArrayList<>(some);
      all.addAll(Arrays.asList(more));
      return all;
    }

    @Override
    public void end() {
      if (server != null) {
        Waits.await("the end of a page server", waits.settle(), server::ended, yes -> yes);
        server.kill();
      }
    }
  }
}

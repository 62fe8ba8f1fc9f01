package org.criumatrix.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.zeroturnaround.exec.ProcessExecutor;
import org.zeroturnaround.exec.stream.ExecuteStreamHandler;

/**
 * Starts an agent by whatever command leads to it, and keeps what it has to say on stderr for the
 * error message.
 */
final class AgentProcess implements ExecuteStreamHandler {

  private static final int MOST_COMPLAINT = 4096;

  private final ByteArrayOutputStream complaint = new ByteArrayOutputStream();
  private InputStream out;
  private InputStream err;
  private OutputStream in;

  private AgentProcess() {}

  static AgentHost start(String name, String home, List<String> argv) {
    var streams = new AgentProcess();
    try {
      var process =
          new ProcessExecutor(argv)
              .redirectErrorStream(false)
              .streams(streams)
              .start()
              .getProcess();
      var host =
          new AgentHost(new AgentLink(name, streams.out, streams.in), home, process::destroy);
      try {
        host.processes();
      } catch (HostException e) {
        host.close();
        throw new HostException(
            "no agent on " + name + ": " + Shell.quote(argv) + ": " + streams.complaint(), e);
      }
      return host;
    } catch (IOException e) {
      throw new HostException("no agent on " + name + ": " + e.getMessage(), e);
    }
  }

  private String complaint() {
    synchronized (complaint) {
      return complaint.toString(StandardCharsets.UTF_8).strip();
    }
  }

  private void listen() {
    var buffer = new byte[512];
    try {
      for (int n = err.read(buffer); n >= 0; n = err.read(buffer)) {
        synchronized (complaint) {
          complaint.write(buffer, 0, complaint.size() < MOST_COMPLAINT ? n : 0);
        }
      }
    } catch (IOException e) {
      // The stream was closed with the process: there is nothing more to hear.
      return;
    }
  }

  @Override
  public void setProcessInputStream(OutputStream stream) {
    in = stream;
  }

  @Override
  public void setProcessOutputStream(InputStream stream) {
    out = stream;
  }

  @Override
  public void setProcessErrorStream(InputStream stream) {
    err = stream;
  }

  @Override
  public void start() {
    var thread = new Thread(this::listen, "agent-stderr");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void stop() {
    // The link owns the streams and closes them.
  }
}

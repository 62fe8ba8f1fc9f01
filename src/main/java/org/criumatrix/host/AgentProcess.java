package org.criumatrix.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.zeroturnaround.exec.ProcessExecutor;
import org.zeroturnaround.exec.stream.ExecuteStreamHandler;

/** Starts an agent by the command that leads to it, and keeps its stderr for the error message. */
final class AgentProcess implements ExecuteStreamHandler {

  private static final int MAX_COMPLAINT = 4096;

  /** The limit for the remaining output and the end of a killed process. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final ByteArrayOutputStream complaint = new ByteArrayOutputStream();
  private final Thread listener = new Thread(this::listen, "agent-stderr");
  private InputStream out;
  private InputStream err;
  private OutputStream in;

  private AgentProcess() {}

  static AgentHost start(String name, String home, List<String> argv) {
    return start(name, home, argv, () -> {}, () -> {});
  }

  /**
   * @param meanwhile an action that lets the agent end
   * @param afterwards an action to run when it has ended
   */
  static AgentHost start(
      String name, String home, List<String> argv, Runnable meanwhile, Runnable afterwards) {
    var streams = new AgentProcess();
    try {
      var process =
          new ProcessExecutor(argv)
              .redirectErrorStream(false)
              .streams(streams)
              .start()
              .getProcess();
      var host =
          new AgentHost(
              new AgentLink(name, streams.out, streams.in, () -> killTree(process)),
              home,
              process.pid(),
              limit -> {
                meanwhile.run();
                awaitEnd(process, limit);
                afterwards.run();
              });
      try {
        host.processes();
      } catch (HostException e) {
        host.close();
        throw new HostException(
            "no agent on " + name + ": " + Shell.quote(argv) + ": " + streams.complaint(), e);
      }
      return host;
    } catch (IOException e) {
      afterwards.run();
      throw new HostException("no agent on " + name + ": " + e.getMessage(), e);
    }
  }

  /**
   * Waits for the agent's end. Its input is closed, so it ends its processes and then itself. It
   * must not be killed earlier: without a PID namespace only the agent knows which processes to
   * end. A stopped agent does not end and is killed.
   */
  private static void awaitEnd(Process process, Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        killTree(process);
        process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      killTree(process);
    }
  }

  private static void killTree(Process process) {
    new KillTree().stop(process);
  }

  /** Returns all of the agent's stderr, once it has ended. */
  private String complaint() {
    awaitListener();
    synchronized (complaint) {
      return complaint.toString(StandardCharsets.UTF_8).strip();
    }
  }

  private void listen() {
    var buffer = new byte[512];
    try {
      for (int n = err.read(buffer); n >= 0; n = err.read(buffer)) {
        synchronized (complaint) {
          complaint.write(buffer, 0, complaint.size() < MAX_COMPLAINT ? n : 0);
        }
      }
    } catch (IOException e) {
      // The stream was closed with the process: there is nothing more to read.
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
    listener.setDaemon(true);
    listener.start();
  }

  @Override
  public void stop() {
    // The process has ended, and its streams are closed after this.
    awaitListener();
  }

  private void awaitListener() {
    try {
      listener.join(LIMIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package org.criumatrix.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.criumatrix.host.AgentLink.Frame;

/** A host on which the suite's agent runs. */
final class AgentHost implements Host {

  private static final byte[] NOTHING = {};

  /** What a shell adds to the number of a signal that ended a program. */
  private static final int SIGNALLED = 128;

  /** Size and name of a file, which may have any character in it. */
  private static final Pattern LISTED = Pattern.compile("(\\d{1,18}) (.*)", Pattern.DOTALL);

  /**
   * The limit for answers that the agent gives at once. It is generous, for machines that are badly
   * stuck.
   */
  static final Duration PROMPT = Duration.ofSeconds(20);

  /** The limit for the agent's end: twice what it needs for processes that resist. */
  static final Duration END = Duration.ofSeconds(10);

  private final AgentLink link;
  private final String home;
  private final long localPid;
  private final Consumer<Duration> shutdown;
  private Map<String, String> given = Map.of();
  private int timeoutFactor = 1;
  private volatile Duration prompt = PROMPT;
  private volatile Duration end = END;
  private Facts facts;

  /**
   * @param localPid the process on this machine that leads to the agent
   * @param shutdown waits for the agent's end, and kills an agent that takes longer than the limit
   */
  AgentHost(AgentLink link, String home, long localPid, Consumer<Duration> shutdown) {
    this.link = link;
    this.home = home;
    this.localPid = localPid;
    this.shutdown = shutdown;
  }

  long localPid() {
    return localPid;
  }

  /** Sets the environment of later workloads. */
  void setWorkloadEnvironment(Map<String, String> environment) {
    given = Map.copyOf(environment);
  }

  /** Multiplies the limits of later commands, for a slow machine. */
  void setTimeoutFactor(int times) {
    timeoutFactor = times;
  }

  /** Sets how long an immediate answer may take before the agent is given up. */
  void setAnswerLimit(Duration limit) {
    prompt = limit;
  }

  /** Sets how long the agent may take to end before it is killed. */
  void setEndLimit(Duration limit) {
    end = limit;
  }

  @Override
  public int timeoutFactor() {
    return timeoutFactor;
  }

  @Override
  public Map<String, String> workloadEnvironment() {
    return given;
  }

  @Override
  public String home() {
    return home;
  }

  @Override
  public Running start(Command c) {
    var fields = new ArrayList<Object>();
    fields.addAll(
        List.of("spawn", c.cwd(), c.stdin(), c.stdout(), c.stderr(), c.terminal() ? "job" : ""));
    fields.addAll(List.of(c.limit().multipliedBy(timeoutFactor).toMillis(), c.env().size()));
    c.env().forEach((key, value) -> fields.add(key + "=" + value));
    fields.addAll(c.argv());
    var ending = new CompletableFuture<Frame>();
    var pid = (int) await(link.spawn(fields, ending, prompt)).number();
    return new Running(pid, ending.thenApply(AgentHost::exit), timeoutFactor);
  }

  private static Exit exit(Frame frame) {
    var how = frame.text();
    var number = (int) frame.number();
    var wall = Duration.of(frame.number(), ChronoUnit.MICROS);
    var out = frame.bytes(frame.number());
    var err = frame.bytes(frame.number());
    var signal = how.equals("signal") ? number : 0;
    return new Exit(
        how.equals("exit") ? number : -1, signal, how.equals("timeout"), wall, out, err);
  }

  @Override
  public FileDelta follow(String file, long offset, int pid, Duration limit) {
    var end = System.nanoTime() + limit.toNanos();
    var left = limit;
    // A hanging agent must be noticed long before a long limit is over.
    for (; left.compareTo(prompt) > 0; left = Duration.ofNanos(end - System.nanoTime())) {
      var growth = followOnce(file, offset, pid, prompt);
      if (growth.gone() || !growth.text().isEmpty()) {
        return growth;
      }
    }
    return followOnce(file, offset, pid, left.isNegative() ? Duration.ZERO : left);
  }

  private FileDelta followOnce(String file, long offset, int pid, Duration limit) {
    List<Object> fields = List.of("follow", file, offset, pid, limit.toMillis());
    var frame = await(link.send(fields, NOTHING, prompt.plus(limit)));
    var how = frame.text();
    return new FileDelta(new String(frame.rest(), StandardCharsets.UTF_8), how.equals("gone"));
  }

  @Override
  public byte[] read(String file) {
    return ask("read", file, 0, 0, 0).rest();
  }

  @Override
  public byte[] head(String file, int maxBytes) {
    return ask("read", file, 0, maxBytes, 1).rest();
  }

  @Override
  public void write(String file, byte[] content, Mode mode) {
    await(link.send(List.of("write", file, mode.octal(), mode.uid(), mode.gid()), content, prompt));
  }

  @Override
  public void put(Path from, String to, Mode mode) {
    try {
      write(to, Files.readAllBytes(from), mode);
    } catch (IOException e) {
      throw new HostException(from + " cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void get(String from, Path to) {
    try {
      Files.write(to, read(from));
    } catch (IOException e) {
      throw new HostException(to + " cannot be written: " + e.getMessage(), e);
    }
  }

  @Override
  public void mkdir(String folder, Mode mode) {
    ask("mkdir", folder, mode.octal(), mode.uid(), mode.gid());
  }

  @Override
  public void remove(String path) {
    ask("remove", path);
  }

  @Override
  public Map<String, Long> list(String folder) {
    var sizes = new LinkedHashMap<String, Long>();
    var answer = ask("list", folder);
    while (!answer.atEnd()) {
      var file = answer.text();
      var parts = LISTED.matcher(file);
      if (!parts.matches()) {
        throw new HostException("the agent lists what is no file: " + file);
      }
      sizes.put(parts.group(2), Long.valueOf(parts.group(1)));
    }
    return sizes;
  }

  @Override
  public List<HostProcess> processes() {
    return lines(ask("ps")).stream().map(HostProcess::parse).toList();
  }

  @Override
  public void kill(int pid, int signal) {
    ask("kill", pid, signal);
  }

  @Override
  public OptionalInt ending(int pid) {
    var frame = ask("ending", pid);
    var how = frame.text();
    var number = (int) frame.number();
    return switch (how) {
      case "exit" -> OptionalInt.of(number);
      case "signal" -> OptionalInt.of(SIGNALLED + number);
      default -> OptionalInt.empty();
    };
  }

  @Override
  public void reset() {
    var frame = ask("reset");
    frame.number();
    var left = frame.number();
    if (left > 0) {
      throw new HostException(left + " processes cannot be ended: " + processes());
    }
  }

  @Override
  public void adopt() {
    ask("adopt");
  }

  @Override
  public List<String> firewallTables() {
    return lines(ask("tables"));
  }

  @Override
  public List<String> kernelLog() {
    return lines(ask("kmsg"));
  }

  @Override
  public String breakpoints() {
    return ask("breakpoints").text();
  }

  @Override
  public synchronized Facts facts() {
    if (facts == null) {
      facts = Facts.of(this);
    }
    return facts;
  }

  @Override
  public boolean isLost() {
    return link.isLost();
  }

  @Override
  public void close() {
    link.close();
    shutdown.accept(end);
  }

  private Frame ask(Object... fields) {
    return await(link.send(List.of(fields), NOTHING, prompt));
  }

  private static List<String> lines(Frame frame) {
    return new String(frame.rest(), StandardCharsets.UTF_8).lines().toList();
  }

  /** Waits for an answer. The link ensures an answer or an error in time. */
  private static Frame await(CompletableFuture<Frame> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof HostException known
          ? known
          : new HostException("the agent failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HostException("interrupted while waiting for the agent", e);
    }
  }
}

package org.criumatrix.host;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A place to run commands. One cell at a time uses it. Everything that was started on it ends when
 * it is closed, and also when this JVM is killed.
 *
 * <p>Every operation throws {@link HostException} when the host itself fails.
 */
public interface Host extends AutoCloseable {

  /** Returns the suite's own folder on the host; everything that a cell writes is in it. */
  String home();

  /** Returns the environment that workloads get here in addition to their own. */
  Map<String, String> workloadEnvironment();

  /** Returns the factor by which everything may take longer here than on a usual machine. */
  int timeoutFactor();

  /**
   * Waits like {@link Await#until}, with the limit scaled for this host.
   *
   * @param limit the limit on a usual machine
   */
  default <T> Waited<T> await(
      String what, Duration limit, Duration pause, Supplier<T> look, Predicate<? super T> wanted) {
    return Await.until(what, limit.multipliedBy(timeoutFactor()), pause, look::get, wanted);
  }

  Running start(Command command);

  /** Starts a command and waits for its end. */
  default Exit exec(Command command) {
    return start(command).await(command);
  }

  /** Runs a command of the suite's own that must succeed. */
  default Exit execChecked(Command command) {
    var exit = exec(command);
    if (!exit.succeeded()) {
      throw new HostException(command + ": " + exit.describe() + ": " + exit.stderr().strip());
    }
    return exit;
  }

  /** Waits until a file is longer than the offset, the process has ended, or the time is over. */
  FileDelta follow(String file, long offset, int pid, Duration limit);

  byte[] read(String file);

  /**
   * Reads at most {@code maxBytes} bytes of a file that others could have replaced by a link; a
   * link is an error.
   */
  byte[] head(String file, int maxBytes);

  void write(String file, byte[] content, Mode mode);

  void put(Path from, String to, Mode mode);

  void get(String from, Path to);

  /** Creates a folder if it does not exist. */
  void mkdir(String folder, Mode mode);

  /** Removes a file or a whole folder; links are not followed. */
  void remove(String path);

  /** Returns every file below a folder, with its size in bytes. */
  Map<String, Long> list(String folder);

  /** Returns every process that was started here and still exists. */
  List<HostProcess> processes();

  void kill(int pid, int signal);

  /**
   * Returns how the last process with this PID ended, also one that CRIU restored; empty if another
   * process than the host's first one was its parent.
   *
   * @return the exit code, or 128 and the number of the signal that ended it
   */
  OptionalInt ending(int pid);

  /** Sends a signal to a process that may have ended meanwhile; then this does nothing. */
  default void killIfThere(int pid, int signal) {
    try {
      kill(pid, signal);
    } catch (HostException e) {
      return;
    }
  }

  /** Kills everything that was started here and still runs. */
  void reset();

  /**
   * Adopts all running processes as daemons of the host: they are no longer listed, and end only
   * with the host.
   */
  void adopt();

  /**
   * Returns kind and name of every table of the network's firewall: {@code nft CRIU-95}, {@code
   * legacy filter}. Without a table there is no rule. The agent asks the kernel, without starting a
   * program.
   */
  List<String> firewallTables();

  /** Returns the lines of the kernel's log since the last call. */
  List<String> kernelLog();

  /**
   * Returns whether hardware breakpoints {@code work} here, are {@code ignored}, or {@code
   * unknown}.
   */
  String breakpoints();

  Facts facts();

  /** Returns whether the host is known to have failed, without a probe. */
  default boolean isLost() {
    return false;
  }

  @Override
  void close();

  /**
   * Permissions and owner of a new file.
   *
   * @param octal {@code 0755}
   */
  record Mode(String octal, int uid, int gid) {
    public static final Mode PRIVATE = new Mode("0700", 0, 0);
    public static final Mode PUBLIC = new Mode("0755", 0, 0);
    public static final Mode DATA = new Mode("0644", 0, 0);
  }
}

package org.criumatrix.host;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A place to run commands. One cell at a time uses it. Whatever is started on it is gone when it is
 * closed, and when this JVM is killed too.
 *
 * <p>Every operation throws {@link HostException} when the host itself fails.
 */
public interface Host extends AutoCloseable {

  /** The suite's own folder on the host; everything that a cell writes is in it. */
  String home();

  /** What workloads get here in addition to their own environment. */
  Map<String, String> workloadEnvironment();

  /** How many times as long as on a usual machine things may take here. */
  int timeoutFactor();

  /**
   * As {@link Await#until}, for the time that it may take here.
   *
   * @param limit on a usual machine
   */
  default <T> Waited<T> await(
      String what, Duration limit, Duration pause, Supplier<T> look, Predicate<? super T> wanted) {
    return Await.until(what, limit.multipliedBy(timeoutFactor()), pause, look::get, wanted);
  }

  Running start(Command command);

  /** Starts it and waits for its end. */
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

  /**
   * Waits until the file is longer than the offset, or the process is gone, or the time is over.
   */
  FileDelta follow(String file, long offset, int pid, Duration limit);

  byte[] read(String file);

  /**
   * As {@link #read}, of a file that others could have put a link in the place of, which is an
   * error; at most {@code maxBytes} bytes of it.
   */
  byte[] head(String file, int maxBytes);

  void write(String file, byte[] content, Mode mode);

  void put(Path from, String to, Mode mode);

  void get(String from, Path to);

  /** Makes a folder that is not there yet. */
  void mkdir(String folder, Mode mode);

  /** Removes a file or a whole folder; links are not followed. */
  void remove(String path);

  /** Every file below a folder, with its size in bytes. */
  Map<String, Long> list(String folder);

  /** Every process that was started here and is still there. */
  List<HostProcess> processes();

  void kill(int pid, int signal);

  /** The same for a process that may have ended since it was seen: then this does nothing. */
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
   * Whatever runs now is the host's own from here on, a daemon of it: no longer listed, killed with
   * the host alone.
   */
  void adopt();

  /**
   * Kind and name of every table that its network's firewall has, {@code nft CRIU-95}, {@code
   * legacy filter}; where there is none there is no rule. Asked of the kernel, without a program.
   */
  List<String> firewallTables();

  /** Lines of the kernel's log since this was asked last. */
  List<String> kernelLog();

  /** Whether hardware breakpoints {@code work} here, are {@code ignored}, or {@code unknown}. */
  String breakpoints();

  Facts facts();

  /** Whether it is known to be of no use any more; it is not asked. */
  default boolean isLost() {
    return false;
  }

  @Override
  void close();

  /**
   * Who may do what with a new file.
   *
   * @param octal {@code 0755}
   */
  record Mode(String octal, int uid, int gid) {
    public static final Mode PRIVATE = new Mode("0700", 0, 0);
    public static final Mode PUBLIC = new Mode("0755", 0, 0);
    public static final Mode DATA = new Mode("0644", 0, 0);
  }
}

package org.criumatrix.batch;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostException;
import org.criumatrix.privilege.Account;

/** A batch system that is up on hosts: what the suite asks of it. The first host has the queue. */
public interface BatchSystem {

  /** More than the output of any job, in bytes. */
  int MOST = 16 << 20;

  /** The one that these hosts are. */
  static BatchSystem on(List<Host> nodes) {
    return SlurmCluster.isOn(nodes.get(0)) ? new SlurmCluster(nodes) : new HtCondorPool(nodes);
  }

  /**
   * How a job has left it.
   *
   * @param well whether its program ended by itself, with 0
   * @param text the batch system's own text
   */
  record End(boolean well, String text) {}

  List<Host> nodes();

  /** The node with the queue. */
  default Host queue() {
    return nodes().get(0);
  }

  /** What is in a file of that node; nothing while it is not there. */
  default String text(String file) {
    try {
      return new String(queue().head(file, MOST), StandardCharsets.UTF_8);
    } catch (HostException e) {
      return "";
    }
  }

  /**
   * The file with a job's output, or its errors, in the folder that it was handed in from.
   *
   * @param name {@code stdout} or {@code stderr}
   * @param job its number
   */
  String stream(String name, String job);

  /** The file in a job's folder that contrib's wrapper keeps its checkpoint in. */
  String checkpoint(String job);

  /** A mark in the environment of every process of a job; empty where there is none. */
  Optional<String> mark(String job);

  /** Whether all nodes see a job's folder; otherwise it is transferred. */
  boolean wantsSharedFolders();

  /** Why none of its nodes offers this; empty when one does. */
  Optional<String> lacks(String offer);

  /** Hands a job in; its number is what it prints, see {@link #job}. */
  Command submit(Account account, String file);

  String job(String printed);

  /** Prints the numbers of an array's tasks that run, a line each. */
  default Command tasks(String array) {
    throw new HostException("jobs of it have no tasks: " + array);
  }

  /** Its next node is this one, counted from 0. */
  Command sendTo(String job, int node);

  /** The job has to leave its node, and may come back. */
  Command vacate(String job);

  /** The job's time limit is brought forward, and is near. */
  default Command timeIsUp(String job) {
    throw new HostException("jobs of it have no time limit");
  }

  /** Hands in a job that does nothing, for which another one that runs has to go. */
  default Command preempt(Account account) {
    throw new HostException("no job of it has to go for another one");
  }

  /**
   * The last that it says of a job that it has not any more; empty while it has it.
   *
   * @param folder that it was handed in from
   */
  Optional<End> left(String folder, String job);

  /**
   * Removes every job and waits until there is none.
   *
   * @throws HostException when one stays
   */
  void empty();

  /** The logs of its daemons, to find out what went wrong. */
  Map<String, String> logs();
}

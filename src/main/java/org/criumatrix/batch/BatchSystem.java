package org.criumatrix.batch;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostException;
import org.criumatrix.privilege.Account;

/** A batch system whose nodes are hosts. The first node has the queue. */
public interface BatchSystem {

  /** A number of bytes larger than the output of any job. */
  int MAX_OUTPUT = 16 << 20;

  /** The address of a single node. */
  List<String> ALONE = List.of("127.0.0.1");

  /**
   * How a job left the queue.
   *
   * @param well whether its program ended by itself, with exit code 0
   * @param text the batch system's own description
   */
  record End(boolean well, String text) {}

  List<Host> nodes();

  /** Returns the node with the queue. */
  default Host queue() {
    return nodes().get(0);
  }

  // Start.

  /**
   * Starts the system and waits until every node accepts jobs.
   *
   * @param addresses the addresses by which nodes reach each other, one per node
   * @param folders the folders that are the same on all nodes
   * @throws HostException if it does not start
   */
  void up(List<String> addresses, Map<String, Path> folders);

  /** Whether this batch system was set up on its nodes. */
  boolean isUp();

  // Job descriptions.

  /** Returns the file below contrib that users of the wrapper start from. */
  String template();

  /**
   * Describes a job that checkpoints itself with contrib's wrapper.
   *
   * @param template the text of {@link #template}
   * @param criu the path of CRIU
   */
  String selfCheckpointing(JobRequest job, String template, String criu);

  /**
   * Makes an array of a job that checkpoints itself. Each task writes its number, counted from 1,
   * to a file of that name in a folder of the job's home.
   */
  default String array(String description, int tasks, String folder) {
    throw new HostException("this batch system has no job arrays");
  }

  /** Describes a job without checkpoints. */
  String plain(JobRequest job);

  /** Returns why no node can run jobs in such a container; empty if a node can. */
  Optional<String> lacks(JobContainer container);

  /** Whether a job's folder must be visible on all nodes; otherwise the system transfers it. */
  boolean wantsSharedFolders();

  // The queue.

  /** Whether a word is the name of one of its own programs. */
  boolean isCommand(String word);

  /**
   * Returns the command that submits a job. {@link #job} reads the job's number from its output.
   */
  Command submit(Account account, String file);

  /** Returns the job's number in the output of {@link #submit}. */
  String job(String printed);

  /** Returns the command that prints the numbers of an array's running tasks, one per line. */
  default Command tasks(String array) {
    throw new HostException("this batch system has no job arrays: " + array);
  }

  /** Returns the command that makes a job's next start happen on this node, counted from 0. */
  Command sendTo(String job, int node);

  /** Returns the command that takes its node away from a job, which may be started again. */
  Command vacate(String job);

  /** Returns the command that brings a job's time limit forward, so that it is near. */
  default Command timeIsUp(String job) {
    throw new HostException("this batch system has no time limits for jobs");
  }

  /** Returns the command that submits an idle job, which takes the node of a running one. */
  default Command preempt(Account account) {
    throw new HostException("this batch system does not preempt jobs");
  }

  /**
   * Returns how a job left the queue; empty while it is in the queue.
   *
   * @param folder the folder that it was submitted from
   */
  Optional<End> left(String folder, String job);

  /**
   * Removes all jobs and waits until none is left.
   *
   * @throws HostException if a job stays
   */
  void empty();

  /** Returns the logs of its daemons. */
  Map<String, String> logs();

  // Processes and files of a job.

  /** Returns the names of the programs on a node that are parents of jobs. */
  List<String> starters();

  /**
   * Returns an entry in the environment of every process of a job; empty if a node has one job at a
   * time.
   */
  Optional<String> mark(String job);

  /**
   * Returns the file with a job's output or errors, in the folder that it was submitted from.
   *
   * @param name {@code stdout} or {@code stderr}
   * @param job the job's number
   */
  String stream(String name, String job);

  /**
   * Returns the file in the job's folder on the node that receives its output or errors while it
   * runs; empty if they are written to {@link #stream} at once.
   */
  Optional<String> streamOnNode(String name);

  /** Whether the system made this folder of a node for a job. */
  boolean isJobFolder(String folder);

  /** Returns the file in a job's folder where contrib's wrapper keeps its checkpoint. */
  String checkpoint(String job);

  /**
   * Returns the command that checkpoints the only container on a node through the container's
   * engine.
   *
   * @param criu the command that the engine calls in place of CRIU
   * @param images an empty folder for the images
   */
  default Command checkpointByEngine(Host node, Command criu, String images) {
    throw new HostException("this batch system does not use a container engine");
  }

  /** Returns the content of a file on the node with the queue; empty if the file does not exist. */
  default String text(String file) {
    try {
      return new String(queue().head(file, MAX_OUTPUT), StandardCharsets.UTF_8);
    } catch (HostException e) {
      return "";
    }
  }
}

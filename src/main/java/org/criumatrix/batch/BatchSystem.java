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

/** A batch system on hosts, which are its nodes. The first node has the queue. */
public interface BatchSystem {

  /** More than the output of any job, in bytes. */
  int MAX_OUTPUT = 16 << 20;

  /** The address of a node that is alone. */
  List<String> ALONE = List.of("127.0.0.1");

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

  // How it is brought up.

  /**
   * Brings it up and waits until every node can have a job.
   *
   * @param addresses by which nodes reach each other, one for each
   * @param folders that are the same on all of them
   * @throws HostException when it does not come up
   */
  void up(List<String> addresses, Map<String, Path> folders);

  /** Whether its nodes have this batch system. */
  boolean isUp();

  // How a job is described to it.

  /** The file below contrib that users of the wrapper start from. */
  String template();

  /**
   * Describes a job that checkpoints itself, by contrib's wrapper.
   *
   * @param template the text of {@link #template}
   * @param criu the program
   */
  String selfCheckpointing(JobRequest job, String template, String criu);

  /**
   * Makes an array of a job that checkpoints itself. Each task writes its number, counted from 1,
   * to a file of that name in a folder of the job's home.
   */
  default String array(String description, int tasks, String folder) {
    throw new HostException("its jobs have no tasks");
  }

  /** Describes a job that does not know of checkpoints. */
  String plain(JobRequest job);

  /** Why none of its nodes runs jobs in such a container; empty when one does. */
  Optional<String> lacks(JobContainer container);

  /** Whether all nodes see a job's folder; otherwise it is transferred. */
  boolean wantsSharedFolders();

  // What is asked of its queue.

  /** Whether a word is the name of one of its own programs. */
  boolean isCommand(String word);

  /** Submits a job; what it prints has the job's number, see {@link #job}. */
  Command submit(Account account, String file);

  /** The job's number in the output of {@link #submit}. */
  String job(String printed);

  /** Prints the numbers of an array's tasks that run, a line each. */
  default Command tasks(String array) {
    throw new HostException("jobs of it have no tasks: " + array);
  }

  /** Sends a job to this node, counted from 0, when it starts the next time. */
  Command sendTo(String job, int node);

  /** Takes a job's node away; the job may come back. */
  Command vacate(String job);

  /** Brings a job's time limit forward: it is near. */
  default Command timeIsUp(String job) {
    throw new HostException("jobs of it have no time limit");
  }

  /** Submits a job that does nothing, and that takes the node of one that runs. */
  default Command preempt(Account account) {
    throw new HostException("no job of it has to go for another one");
  }

  /**
   * How a job left the queue; empty while it is there.
   *
   * @param folder that it was submitted from
   */
  Optional<End> left(String folder, String job);

  /**
   * Removes every job and waits until there is none.
   *
   * @throws HostException when one stays
   */
  void empty();

  /** The logs of its daemons. */
  Map<String, String> logs();

  // Where a job and its files are.

  /** The names of the programs on a node that jobs are children of. */
  List<String> starters();

  /** An entry in the environment of every process of a job; empty: a node has one job at a time. */
  Optional<String> mark(String job);

  /**
   * The file with a job's output, or its errors, in the folder that it was submitted from.
   *
   * @param name {@code stdout} or {@code stderr}
   * @param job its number
   */
  String stream(String name, String job);

  /**
   * The file in the job's folder on the node that its output, or its errors, go to as long as it
   * runs; empty where they go to {@link #stream} at once.
   */
  Optional<String> streamOnNode(String name);

  /** Whether a folder of a node is one that it made for a job. */
  boolean isJobFolder(String folder);

  /** The file in a job's folder that contrib's wrapper keeps its checkpoint in. */
  String checkpoint(String job);

  /**
   * The checkpoint of the one container that it has started on a node, by the container's engine.
   *
   * @param criu what the engine calls in CRIU's place
   * @param images an empty folder for the images
   */
  default Command checkpointByEngine(Host node, Command criu, String images) {
    throw new HostException("its jobs are in no engine's containers");
  }

  /** What is in a file of the node with the queue; nothing while it is not there. */
  default String text(String file) {
    try {
      return new String(queue().head(file, MAX_OUTPUT), StandardCharsets.UTF_8);
    } catch (HostException e) {
      return "";
    }
  }
}

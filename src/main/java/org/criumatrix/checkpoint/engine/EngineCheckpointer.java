package org.criumatrix.checkpoint.engine;

import java.util.List;
import org.criumatrix.checkpoint.Checkpointer;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.CriuCaller;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.checkpoint.oci.RuncOptions;
import org.criumatrix.host.Command;
import org.criumatrix.workload.Subject;

/**
 * Dumps and restores through an engine's own interface. The engine calls runc, and runc calls CRIU.
 */
record EngineCheckpointer(Engine engine) implements Checkpointer {

  @Override
  public CriuCall dump(
      RuntimeContext context, Subject subject, String folder, List<String> options) {
    var container = Engine.container(subject.name());
    var id = engine.inspect(context.host(), container, ".Id");
    var checkpoint = checkpointName(folder);
    var args = engine.checkpoint(container, checkpoint, options);
    return call(
        context, "dump", args, folder, engine.imagesFolder(container, id, checkpoint), options);
  }

  /**
   * Calls the engine as for a dump: an option makes it a pre-dump, if the engine has such an
   * option.
   */
  @Override
  public CriuCall preDump(
      RuntimeContext context, Subject subject, String folder, List<String> options) {
    return dump(context, subject, folder, options);
  }

  @Override
  public CriuCall restore(
      RuntimeContext context, Subject subject, String folder, List<String> options) {
    var host = context.host();
    var container = Engine.container(subject.name());
    // The engine knows where the images are and needs only the name of the checkpoint.
    var args = engine.restore(container, checkpointName(folder), options);
    var logs = context.folder() + "/restored-" + checkpointName(folder);
    host.execChecked(Command.of("mkdir", "-p", logs));
    engine.clearForRestore(context, container);
    var before = engine.loggedLines(context, container);
    var call = call(context, "restore", args, logs, folder, options);
    if (call.exit().succeeded()) {
      subject.restoredAs(engine.follow(context, subject.name(), before));
    }
    return call;
  }

  private static String checkpointName(String folder) {
    return folder.substring(folder.lastIndexOf('/') + 1);
  }

  private CriuCall call(
      RuntimeContext context,
      String action,
      List<String> args,
      String logFolder,
      String images,
      List<String> options) {
    var host = context.host();
    var log = logFolder + "/" + action + ".log";
    RuncOptions.write(host, log, engine.runcOptions(options));
    var command = engine.command(host, args).within(context.criu().limit());
    var exit = host.exec(command);
    return new CriuCall(host, action, command.toString(), exit, images, CriuCaller.log(host, log));
  }
}

package org.criumatrix.checkpoint.engine;

import java.util.List;
import org.criumatrix.checkpoint.Checkpointer;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.CriuCaller;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.checkpoint.oci.RuncOptions;
import org.criumatrix.host.Command;
import org.criumatrix.workload.Subject;

/** Dumps and restores through an engine's own interface; the engine calls CRIU by way of runc. */
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

  /** An option of the engine's says that it is one, where it has any. */
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
    // Where the images went when they were dumped; only the name is needed to find them again.
    var args = engine.restore(container, checkpointName(folder), options);
    var logs = context.folder() + "/restored-" + checkpointName(folder);
    host.execChecked(Command.of("mkdir", "-p", logs));
    engine.clearForRestore(context, container);
    var before = engine.loggedLines(context, container);
    var call = call(context, "restore", args, logs, folder, options);
    if (call.exit().succeeded()) {
      subject.goesOnAs(engine.follow(context, subject.name(), before));
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

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
  public CriuCall dump(RuntimeContext place, Subject subject, String folder, List<String> options) {
    var container = Engine.container(subject.name());
    var id = engine.inspect(place.host(), container, ".Id");
    var checkpoint = checkpointName(folder);
    var words = engine.checkpoint(container, checkpoint, options);
    return call(place, "dump", words, folder, engine.images(container, id, checkpoint), options);
  }

  /** An option of the engine's says that it is one, where it has any. */
  @Override
  public CriuCall preDump(
      RuntimeContext place, Subject subject, String folder, List<String> options) {
    return dump(place, subject, folder, options);
  }

  @Override
  public CriuCall restore(
      RuntimeContext place, Subject subject, String folder, List<String> options) {
    var host = place.host();
    var container = Engine.container(subject.name());
    // Where the images went when they were dumped; only the name is needed to find them again.
    var words = engine.restore(container, checkpointName(folder), options);
    var logs = place.folder() + "/restored-" + checkpointName(folder);
    host.execChecked(Command.of("mkdir", "-p", logs));
    engine.makeRoom(place, container);
    var before = engine.logged(place, container);
    var call = call(place, "restore", words, logs, folder, options);
    if (call.exit().succeeded()) {
      subject.goesOnAs(engine.follow(place, subject.name(), before));
    }
    return call;
  }

  private static String checkpointName(String folder) {
    return folder.substring(folder.lastIndexOf('/') + 1);
  }

  private CriuCall call(
      RuntimeContext place,
      String action,
      List<String> words,
      String logFolder,
      String images,
      List<String> options) {
    var host = place.host();
    var log = logFolder + "/" + action + ".log";
    RuncOptions.write(host, log, engine.throughRunc(options));
    var command = engine.command(host, words).within(place.criu().limit());
    var exit = host.exec(command);
    return new CriuCall(host, action, command.toString(), exit, images, CriuCaller.log(host, log));
  }
}

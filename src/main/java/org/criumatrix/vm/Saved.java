package org.criumatrix.vm;

import java.nio.file.Path;
import java.util.List;

/** A machine that was saved, from which others start. */
interface Saved {

  /** Returns the command of a machine that starts from it, and waits for its state. */
  List<String> startingFrom(Hardware.Files files);

  Hardware.Files files(String socketFolder, String tap);

  /** Returns the file with the state of its devices. */
  Path state();
}

package org.criumatrix.site;

/** The kinds of things that have pages of their own. */
enum Kind {
  SITUATION("can", "Situations", "situation"),
  APPLICATION("application", "Applications", "application"),
  OBJECT("object", "Kernel objects", "kernel object"),
  ENGINE("engine", "Engines", "engine"),
  OPTION("option", "Options", "option"),
  CAUSE("why", "Causes", "cause"),
  CRIU("criu", "CRIU releases", "CRIU release"),
  KERNEL("kernel", "Kernels", "kernel"),
  TRAIT("trait", "Traits", "trait"),
  CASE("case", "Cases", "case"),
  MACHINE("machine", "Machines", "machine"),
  RUN("run", "Runs", "run"),
  TREND("trend", "Trends", "trend");

  private final String folder;
  private final String title;
  private final String noun;

  Kind(String folder, String title, String noun) {
    this.folder = folder;
    this.title = title;
    this.noun = noun;
  }

  String folder() {
    return folder;
  }

  /** Returns the title of the list of all. */
  String title() {
    return title;
  }

  /** Returns what one of them is called. */
  String noun() {
    return noun;
  }

  /** Returns the list of all. */
  Place list() {
    return new Place(folder + "/index.html");
  }
}

package org.criumatrix.rig;

import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.checkpoint.RuntimeContext;

/** Where a workload is, and what contains it there. */
record Placement(Runtime runtime, RuntimeContext place) {}

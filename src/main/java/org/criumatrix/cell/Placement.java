package org.criumatrix.cell;

import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.checkpoint.RuntimeContext;

/** Where a workload runs, and the runtime that contains it there. */
public record Placement(Runtime runtime, RuntimeContext context) {}

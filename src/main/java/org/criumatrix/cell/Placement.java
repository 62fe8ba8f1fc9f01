package org.criumatrix.cell;

import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.checkpoint.RuntimeContext;

/** Where a workload is, and what contains it there. */
public record Placement(Runtime runtime, RuntimeContext context) {}

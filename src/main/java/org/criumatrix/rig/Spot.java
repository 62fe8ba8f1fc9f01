package org.criumatrix.rig;

import org.criumatrix.runtime.Place;
import org.criumatrix.runtime.Runtime;

/** Where a workload is, and what contains it there. */
record Spot(Runtime runtime, Place place) {}

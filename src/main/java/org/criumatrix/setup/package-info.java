/** Finds what a run needs on this machine, and installs missing packages if the user allows it. */
package org.criumatrix.setup;

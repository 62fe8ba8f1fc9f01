/**
 * A cell made real: host, CRIU, privilege, runtime and a scratch folder, all released when it
 * closes.
 */
package org.criumatrix.rig;

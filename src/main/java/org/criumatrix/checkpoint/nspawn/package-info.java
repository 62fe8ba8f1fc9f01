/** Runs containers with systemd-nspawn. */
package org.criumatrix.checkpoint.nspawn;

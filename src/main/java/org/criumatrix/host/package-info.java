/**
 * Runs a command somewhere and says what became of it: on this machine, later in a Vagrant machine
 * or a container.
 */
package org.criumatrix.host;

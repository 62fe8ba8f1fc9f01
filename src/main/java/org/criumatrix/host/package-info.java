/** Runs a command somewhere: on this machine, on a virtual machine, in a container. */
package org.criumatrix.host;

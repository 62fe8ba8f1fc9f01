/** Runs containers with LXC. */
package org.criumatrix.checkpoint.lxc;

/** Lists the values of the runtime axis, and the hosts that are containers. */
package org.criumatrix.checkpoint.registry;

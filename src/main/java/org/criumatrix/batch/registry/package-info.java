/** Lists the batch systems. */
package org.criumatrix.batch.registry;

/** The list of batch systems. */
package org.criumatrix.batch.registry;

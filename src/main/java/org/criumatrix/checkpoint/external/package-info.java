/**
 * Calls CRIU for a contained process without its engine, from outside the container or from inside.
 */
package org.criumatrix.checkpoint.external;

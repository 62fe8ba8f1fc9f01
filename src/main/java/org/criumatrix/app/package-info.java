/** One run from set-up to report: the only place that sees every storey. */
package org.criumatrix.app;

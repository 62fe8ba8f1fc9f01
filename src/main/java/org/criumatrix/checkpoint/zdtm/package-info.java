/** zdtm.py, CRIU's own test runner, as what starts processes and calls CRIU. */
package org.criumatrix.checkpoint.zdtm;

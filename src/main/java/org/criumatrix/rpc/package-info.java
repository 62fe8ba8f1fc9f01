/** Makes RPC requests out of command lines of CRIU. */
package org.criumatrix.rpc;

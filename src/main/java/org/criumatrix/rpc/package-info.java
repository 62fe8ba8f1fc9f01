/** Translates command lines of CRIU into requests of its RPC. */
package org.criumatrix.rpc;

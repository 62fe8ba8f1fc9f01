/** Says calls of CRIU's command line as requests of its RPC. */
package org.criumatrix.rpc;

/** Makes requests of CRIU's RPC out of command lines. */
package org.criumatrix.rpc;

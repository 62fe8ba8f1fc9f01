package org.criumatrix.rpc;

/** A call that RPC cannot ask for; the message is the reason. */
public final class NotByRpcException extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotByRpcException(String reason) {
    super(reason);
  }
}

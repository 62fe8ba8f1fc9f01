package org.criumatrix.rpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.protobuf.ProtobufMapper;
import com.fasterxml.jackson.dataformat.protobuf.schema.FieldType;
import com.fasterxml.jackson.dataformat.protobuf.schema.ProtobufField;
import com.fasterxml.jackson.dataformat.protobuf.schema.ProtobufSchema;
import com.fasterxml.jackson.dataformat.protobuf.schema.ProtobufSchemaLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;

/** The messages of one CRIU build, as its {@code rpc.proto} describes them. */
public final class RpcSchema {

  private static final ProtobufMapper MAPPER = new ProtobufMapper();
  private static final String REQUEST = "criu_req";

  private final ProtobufSchema schema;

  private RpcSchema(ProtobufSchema schema) {
    this.schema = schema;
  }

  /**
   * Reads the description of a build's messages.
   *
   * @throws IOException if it cannot be read
   */
  public static RpcSchema read(Path proto) throws IOException {
    return new RpcSchema(ProtobufSchemaLoader.std.load(proto.toFile(), REQUEST));
  }

  /** Whether {@code criu_opts} has a field; {@code ps.port} is a field of its field {@code ps}. */
  boolean hasOption(String path) {
    var message = schema.getRootType().field("opts").getMessageType();
    for (var name : path.split("\\.")) {
      var field = message == null ? null : message.field(name);
      if (field == null) {
        return false;
      }
      message = field.getMessageType();
    }
    return true;
  }

  /** Whether an option is one of several words. */
  boolean isWord(String option) {
    return option(option).type == FieldType.ENUM;
  }

  /** Returns the number of a value of an option that is one of several words. */
  int number(String option, String word) {
    return option(option).findEnumIndex(word);
  }

  private ProtobufField option(String name) {
    return schema.getRootType().field("opts").getMessageType().field(name);
  }

  /** Returns the types of requests. */
  Collection<String> types() {
    return schema.getRootType().field("type").getEnumValues();
  }

  /** Encodes a request, in hexadecimal. */
  String encode(Map<String, Object> request) {
    try {
      return HexFormat.of().formatHex(MAPPER.writer(schema).writeValueAsBytes(request));
    } catch (JsonProcessingException e) {
      throw new NotByRpcException("RPC cannot say this: " + e.getOriginalMessage());
    }
  }
}

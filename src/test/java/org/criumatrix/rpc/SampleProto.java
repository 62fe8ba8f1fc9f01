package org.criumatrix.rpc;

import com.fasterxml.jackson.dataformat.protobuf.ProtobufMapper;
import com.fasterxml.jackson.dataformat.protobuf.schema.ProtobufSchemaLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;

/** A small protocol with the shape of CRIU's and numbers of its own. */
public final class SampleProto {

  private static final String TEXT =
      """
      syntax = "proto2";
      enum kind { NOTHING = 0; DUMP = 3; RESTORE = 4; PRE_DUMP = 5; CPUINFO_CHECK = 6; }
      enum lock { NFTABLES = 7; }
      message pages { optional string address = 1; optional int32 port = 2; }
      message handed { required string key = 1; required int32 fd = 2; }
      message group { optional string ctrl = 1; required string path = 2; }
      message criu_opts {
        required int32 images_dir_fd = 11;
        optional int32 pid = 12;
        optional string log_file = 13;
        optional int32 log_level = 14;
        optional bool shell_job = 15;
        optional lock network_lock = 16;
        optional uint32 ghost_limit = 17;
        repeated string external = 18;
        optional pages ps = 19;
        repeated handed inherit_fd = 20;
        repeated group cg_root = 21;
        optional bool notify_scripts = 22;
        optional int32 work_dir_fd = 23;
        optional uint32 cpu_cap = 24;
      }
      message criu_req { required kind type = 1; optional criu_opts opts = 2; }
      """;

  private final Path file;

  /** Writes it into a folder. */
  public SampleProto(Path folder) throws IOException {
    file = Files.writeString(folder.resolve("rpc.proto"), TEXT);
  }

  RpcSchema schema() throws IOException {
    return RpcSchema.read(file);
  }

  /** Returns what a request says, without the names of types: they are numbers on the wire. */
  Map<String, Object> decode(String hex) {
    try {
      var schema = ProtobufSchemaLoader.std.load(file.toFile(), "criu_req");
      return new ProtobufMapper()
          .readerFor(Map.class)
          .with(schema)
          .<Map<String, Object>>readValue(HexFormat.of().parseHex(hex));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
